${"nothing"?eval}
