"""relay.py CABLE TAP MICROSECONDS: carries frames between a host's cable and the tap that stands
for it on the bridge, each that much later. For kernels without netem. Ends when the cable is gone."""
import collections
import fcntl
import os
import select
import socket
import struct
import sys
import time

CABLE, TAP, DELAY = sys.argv[1], sys.argv[2], int(sys.argv[3]) / 1e6
ETH_P_ALL, TUNSETIFF, IFF_TAP, IFF_NO_PI, PACKET_OUTGOING = 3, 0x400454CA, 2, 0x1000, 4
LARGEST, WAITING = 65536, 20000

tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH14x", TAP.encode(), IFF_TAP | IFF_NO_PI))
cable = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
cable.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
cable.bind((CABLE, ETH_P_ALL))
cable.setblocking(False)
print("ready", flush=True)


def from_cable():
    frame, address = cable.recvfrom(LARGEST)
    return None if address[2] == PACKET_OUTGOING else frame


def to_cable(frame):
    cable.send(frame)


def to_tap(frame):
    os.write(tap, frame)


# Per direction: what to read from, how, where to, and the frames that are on their way.
LINES = [
    (cable.fileno(), from_cable, to_tap, collections.deque()),
    (tap, lambda: os.read(tap, LARGEST), to_cable, collections.deque()),
]


def read(receive, queue):
    while True:
        try:
            frame = receive()
        except BlockingIOError:
            return
        if frame and len(queue) < WAITING:
            queue.append((time.monotonic() + DELAY, frame))


def deliver(send, queue):
    while queue and queue[0][0] <= time.monotonic():
        try:
            send(queue.popleft()[1])
        except (BlockingIOError, InterruptedError):
            pass  # A full line loses frames, as a real one does.


while os.path.exists("/sys/class/net/" + CABLE):
    due = [queue[0][0] for *_, queue in LINES if queue]
    wait = max(0, min(due) - time.monotonic()) if due else 1
    try:
        ready = select.select([line[0] for line in LINES], [], [], wait)[0]
        for source, receive, send, queue in LINES:
            if source in ready:
                read(receive, queue)
            deliver(send, queue)
    except OSError:
        # The cable or the bridge's end is down: what was on its way is lost.
        for *_, queue in LINES:
            queue.clear()
        time.sleep(0.05)
