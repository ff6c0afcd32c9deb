# Run by `sh -s SOURCES` inside a new root: makes of what debootstrap left a freshly installed host.
set -eu
export DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8

printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
chmod 755 /usr/sbin/policy-rc.d

printf '%s' "$1" >/etc/apt/sources.list
apt-get --quiet update
apt-get --quiet --yes dist-upgrade
apt-get clean

# One user who becomes root without a password, one who is asked for it.
useradd --create-home --shell /bin/bash --uid 1000 hpc
useradd --create-home --shell /bin/bash --uid 1001 hpcpw
printf 'hpc ALL=(ALL:ALL) NOPASSWD: ALL\n' >/etc/sudoers.d/hpc
printf 'hpcpw ALL=(ALL:ALL) ALL\n' >/etc/sudoers.d/hpcpw
chmod 440 /etc/sudoers.d/hpc /etc/sudoers.d/hpcpw
for home in /root /home/hpc /home/hpcpw; do
  mkdir -p "$home/.ssh"
  chmod 700 "$home/.ssh"
  chown --reference="$home" "$home/.ssh"
done

# Each host gets its own.
rm -f /etc/ssh/ssh_host_* /etc/machine-id /var/lib/dbus/machine-id /etc/hostname

rm /usr/sbin/policy-rc.d
