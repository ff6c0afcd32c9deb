${value.toString()}
