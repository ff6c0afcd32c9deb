# The words of a health question. They change nothing. Each prints lines that begin with the nonce N
# and a tab, so that whatever else a login shell prints is told apart. T is the patience in seconds.

# asks URL...: all at once, by one process; the status and the time are of the same request.
asks() {
  command -v curl >/dev/null 2>&1 || { printf '%s\tfailed\tasks\tcurl is missing\n' "$N"; return; }
  for url do
    set -- "$@" --output /dev/null "$url"
    shift
  done
  curl --disable --silent --parallel --parallel-immediate --noproxy '*' --max-time "$T" \
    --write-out "$N\\tanswer\\t%{urlnum}\\t%{http_code}\\t%{time_total}\\t%{errormsg}\\n" "$@" \
    2>/dev/null
}

# units NAME...: one block of properties a unit, in the order asked for, an empty line between.
units() {
  command -v systemctl >/dev/null 2>&1 || { printf '%s\tfailed\tunits\tsystemctl is missing\n' "$N"; return; }
  systemctl show --property=LoadState,ActiveState,SubState,NRestarts,ActiveEnterTimestamp "$@" \
    2>/dev/null | sed "s/^/$N\tunit\t/"
}

# shown NAME PORT ADDRESS: how a visit over HTTPS ends, and the chain that visitors are shown. Only
# whoever asks by name sees it. curl tells when the handshake was done, then its trouble, and on the
# lines after them the chain. Who was let in has seen enough: the rest of the answer is the services'.
shown() {
  command -v curl >/dev/null 2>&1 || { printf '%s\tfailed\tshown\tcurl is missing\n' "$N"; return; }
  said=$(curl --disable --silent --insecure --head --noproxy '*' --max-time "$T" \
    --output /dev/null --connect-to "$1:$2:$3:$2" --write-out '%{time_appconnect} %{errormsg}\n%{certs}' \
    "https://$1:$2/health" 2>/dev/null)
  ended=$?
  first=$(printf '%s\n' "$said" | sed -n 1p)
  case ${first%% *} in *[1-9]*) ended=0 first= ;; esac
  printf '%s\tvisit\t%s\t%s\n' "$N" "$ended" "${first#* }"
  printf '%s\tchain\tshown\t%s\n' "$N" "$(printf '%s\n' "$said" | sed 1d | base64 -w0)"
}

# stored FILE: the chain that the server was given; certificates are public. Empty without a file.
stored() {
  printf '%s\tchain\tstored\t%s\n' "$N" "$(head -c 262144 -- "$1" 2>/dev/null | base64 -w0)"
}

# holds ADDRESS: whether an interface of this host carries it.
holds() {
  if found=$(ip -o -4 addr show to "$1/32" 2>/dev/null); then
    case $found in
      *"$1"*) printf '%s\tholds\tyes\n' "$N" ;;
      *) printf '%s\tholds\tno\n' "$N" ;;
    esac
  fi
}

# about: the host itself.
about() {
  { read -r up _ </proc/uptime && printf '%s\tabout\tuptime\t%s\n' "$N" "$up"; } 2>/dev/null
  { read -r load _ </proc/loadavg && printf '%s\tabout\tload\t%s\n' "$N" "$load"; } 2>/dev/null
  (. /etc/os-release && printf '%s\tabout\tos\t%s\n' "$N" "$PRETTY_NAME") 2>/dev/null
}

LC_ALL=C
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
