#!/usr/bin/perl -T
# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
#
# Becomes the Unix user whom a web service names, and goes on as hpcctl-act-verbs.
#
# The only code of the portal that runs as root. It accepts connections on the socket that systemd
# hands it, one process each; that reads one header, looks the user up, writes one line of journal,
# and gives everything away. It knows no verb: what a verb may do is what the user may do.
# It ends when nobody asked for a while; systemd starts it again with the next request.
#
# The header is one frame: the letter H, four bytes of length (big endian), then fields that each
# end in NUL: hpcctl-act/1, request id, user, verb, directory, number of arguments, arguments.
use strict;
use warnings FATAL => 'all';

use POSIX ();

use constant LISTENING        => 3;         # sd_listen_fds(3)
use constant MOST_AT_ONCE     => 128;       # the next ones wait in the socket's queue
use constant IDLE_SECONDS     => 30;
use constant LOOKUP_SECONDS   => 60;        # a directory service may be slow, not dead
use constant LONGEST_HEADER   => 60_000;    # fits into a pipe, so that handing it on cannot block
use constant HEADER_SECONDS   => 10;
use constant FIRST_USER       => 1000;
use constant FIRST_DYNAMIC    => 61_184;    # systemd's dynamic users, Slurm's own, nobody
use constant LAST_DYNAMIC     => 65_535;

my ($verbs) = map { "$_/hpcctl-act-verbs" } $0 =~ m{\A(/[A-Za-z0-9._/-]+)/hpcctl-act\z}
  or die "must be started by its absolute name\n";

%ENV = (PATH => '/usr/bin:/bin', LC_ALL => 'C.UTF-8');
umask 077;

my %shown;

sub tell_journal {
  my ($word) = @_;
  print STDERR join(' ', $word, map { "$_=" . ($shown{$_} // '?') } qw(user uid verb request)), "\n";
}

sub refuse {
  my ($code, $words) = @_;
  tell_journal("refused ($code)");
  my $text = "$code\0$words";
  syswrite STDOUT, 'R' . pack('N', length $text) . $text;
  exit 0;
}

sub take {
  my ($wanted) = @_;
  my $bytes = '';
  while (length $bytes < $wanted) {
    my $read = sysread STDIN, $bytes, $wanted - length $bytes, length $bytes;
    exit 0 unless $read;    # the client went away: nothing was asked, nothing is told
  }
  return $bytes;
}

# Returns in a process of its own for each connection, with the connection as its standard input
# and output; never returns here.
sub accept_each {
  open my $listening, '+<&=', LISTENING or die "systemd handed no socket: $!\n";
  my $children = 0;
  while (1) {
    # Those that ended; at the limit, waits for one.
    while ($children > 0 && waitpid(-1, $children >= MOST_AT_ONCE ? 0 : POSIX::WNOHANG()) > 0) {
      $children--;
    }
    my $asked = '';
    vec($asked, LISTENING, 1) = 1;
    if (!select $asked, undef, undef, IDLE_SECONDS) {
      exit 0 if $children == 0;
      next;
    }
    accept my $connection, $listening or next;
    my $child = fork;
    if (!defined $child) {
      print STDERR "cannot fork: $!\n";
    } elsif ($child == 0) {
      close $listening;
      open STDIN, '<&', $connection and open STDOUT, '>&', $connection or die "dup: $!\n";
      return;
    } else {
      $children++;
    }
  }
}

accept_each();
# Not handled: a client that does not finish its header costs a process that the kernel ends.
alarm HEADER_SECONDS;
my ($kind, $length) = unpack 'a1N', take(5);
refuse('header', 'not a header') if $kind ne 'H';
refuse('header', 'the header is too long') if $length > LONGEST_HEADER;
my $header = take($length);
alarm LOOKUP_SECONDS;
refuse('header', 'the header does not end') if $header !~ /\0\z/;
my ($protocol, $request, $name, $verb, $directory, $count, @arguments) = split /\0/, $header, -1;
pop @arguments;    # what follows the last NUL
refuse('header', 'not this protocol') if $protocol ne 'hpcctl-act/1' || !defined $count;
($shown{request}) = $request =~ /\A([A-Za-z0-9._:-]{1,64})\z/ or refuse('header', 'not a request id');
($shown{user}) = $name =~ /\A([A-Za-z_][A-Za-z0-9_.\@-]{0,63})\z/ or refuse('user', 'not a name');
($shown{verb}) = $verb =~ /\A([a-z][a-z-]{0,31})\z/ or refuse('verb', 'not a verb');
refuse('header', 'the arguments are not as many as announced') if $count ne scalar @arguments;

# Asked each time: who was locked a second ago is locked.
my ($known, undef, $uid, $gid, undef, undef, undef, $home, $shell) = getpwnam $shown{user};
refuse('user', 'there is no such user') unless defined $known;
$shown{uid} = $uid;
refuse('user', 'the name is not the one of its account')
  if $known ne $shown{user} || (getpwuid $uid)[0] ne $shown{user};
refuse('user', 'a system account') if $uid < FIRST_USER || $gid == 0;
refuse('user', 'a system account') if $uid >= FIRST_DYNAMIC && $uid <= LAST_DYNAMIC;
refuse('user', 'the account is locked')
  if ($shell // '') =~ m{(?:\A|/)(?:nologin|false|true|sync|halt|shutdown)\z};
refuse('user', 'the account has no home') if ($home // '') !~ m{\A/[^\0\n]*\z};
tell_journal('acts');

# Through a pipe, not as arguments: those of a process are everybody's to read.
$^F = 1023;
pipe my $from, my $to or die "pipe: $!";
syswrite $to, 'H' . pack('N', $length) . $header;
close $to;
my ($descriptor) = fileno($from) =~ /\A(\d+)\z/;
my ($number) = $uid =~ /\A(\d+)\z/;
my ($group) = $gid =~ /\A(\d+)\z/;
exec { '/usr/bin/setpriv' } 'setpriv', "--reuid=$number", "--regid=$group", '--init-groups',
  '--inh-caps=-all', '--no-new-privs', '--', '/usr/bin/perl', '-T', $verbs, $descriptor
  or die "setpriv: $!";
