${.data_model.class.name}
