{
  "service": "${service}",
  "cluster": "${cluster}",
  "host": "${host}",
  "bind": "${bind}",
  "port": ${port},
  "drain_seconds": ${drainSeconds}
}
