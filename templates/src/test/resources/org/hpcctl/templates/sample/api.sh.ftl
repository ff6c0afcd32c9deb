${value?api.length()}
