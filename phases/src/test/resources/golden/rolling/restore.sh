if [ -f /run/hpcctl/drained ]; then
  echo 0 >/run/hpcctl/drained
fi
