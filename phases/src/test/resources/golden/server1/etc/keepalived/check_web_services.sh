#!/bin/sh
# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
# Exit 0: nginx of this host answers. What lies behind it is not asked: all heads share it, so
# moving the virtual IP would not help.
exec curl --silent --fail --output /dev/null --max-time 0.9 http://127.0.0.1:8080/health/live
