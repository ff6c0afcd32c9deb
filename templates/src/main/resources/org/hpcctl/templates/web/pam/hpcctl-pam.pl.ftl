#!/usr/bin/perl -T
# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
#
# Asks PAM whether a password is right, for auth_service, which may not read what that takes.
#
# systemd starts one process for each connection to the socket. It reads one question, asks the one
# PAM service that its unit names, gives one answer, and ends. Nobody can choose another service,
# and nobody but the group of the socket can ask.
#
# The question: four bytes of length (big endian), then name NUL password NUL.
# The answer: yes NUL name NUL uid NUL groups NUL, with blanks between the groups; or no, locked,
# away. Except for yes all come at the same time after the question, so that nobody can tell from
# it who exists.
use strict;
use warnings FATAL => 'all';

use Authen::PAM;
use Time::HiRes qw(clock_gettime sleep CLOCK_MONOTONIC);

use constant LONGEST_QUESTION => 2_000;
use constant PATIENCE_SECONDS => 25;
use constant REFUSAL_SECONDS  => 2;       # longer than any hash takes
use constant FIRST_USER       => 1000;
use constant FIRST_DYNAMIC    => 61_184;  # systemd's dynamic users, nobody
use constant LAST_DYNAMIC     => 65_535;

my ($service) = ($ARGV[0] // '') =~ /\A([a-z][a-z0-9_-]{0,63})\z/ or die "wants a PAM service\n";

%ENV = (PATH => '/usr/bin:/bin', LC_ALL => 'C.UTF-8');
umask 077;
# Not handled: what hangs is ended by the kernel, and the connection with it.
alarm PATIENCE_SECONDS;

sub take {
  my ($wanted) = @_;
  my $bytes = '';
  while (length $bytes < $wanted) {
    my $read = sysread STDIN, $bytes, $wanted - length $bytes, length $bytes;
    exit 0 unless $read;    # the client went away
  }
  return $bytes;
}

my ($length) = unpack 'N', take(4);
exit 0 if $length > LONGEST_QUESTION;
my $question = take($length);
my $began = clock_gettime(CLOCK_MONOTONIC);
my ($name, $password, @rest) = split /\0/, $question, -1;

# Never the name: people type passwords where it belongs.
sub refuse {
  my ($word, $why) = @_;
  my $left = $began + REFUSAL_SECONDS - clock_gettime(CLOCK_MONOTONIC);
  sleep $left if $left > 0;
  print STDERR "$word ($why)\n";
  syswrite STDOUT, $word;
  exit 0;
}

refuse('no', 'not a question') if @rest != 1 || $rest[0] ne '';
refuse('no', 'not a name') unless $name =~ /\A([A-Za-z_][A-Za-z0-9_.\@-]{0,63})\z/;
$name = $1;
# libpam would take the file `other` in its place, which may let more people in than somebody meant.
refuse('away', "there is no /etc/pam.d/$service")
  unless -e "/etc/pam.d/$service" || -e "/usr/lib/pam.d/$service";

# The first hidden question is the one for the password; who asks more wants what we have not.
my $told = 0;

sub converse {
  my @answers;
  while (@_) {
    my ($kind, undef) = splice @_, 0, 2;
    if ($kind == PAM_PROMPT_ECHO_OFF() && !$told++) {
      push @answers, PAM_SUCCESS(), $password;
    } elsif ($kind == PAM_TEXT_INFO() || $kind == PAM_ERROR_MSG()) {
      push @answers, PAM_SUCCESS(), '';
    } else {
      return PAM_CONV_ERR();
    }
  }
  return (@answers, PAM_SUCCESS());
}

my $pam = Authen::PAM->new($service, $name, \&converse);
refuse('away', 'PAM cannot be started') unless ref $pam;
# We wait ourselves.
$pam->pam_set_item(PAM_FAIL_DELAY(), sub { });
my $flags = PAM_SILENT() | PAM_DISALLOW_NULL_AUTHTOK();
my $proof = $pam->pam_authenticate($flags);
my %nobody = map { $_ => 1 } PAM_AUTH_ERR(), PAM_USER_UNKNOWN(), PAM_MAXTRIES(), PAM_PERM_DENIED(),
  PAM_ACCT_EXPIRED(), PAM_CRED_INSUFFICIENT(), PAM_CONV_ERR();
refuse('no', 'name or password') if $nobody{$proof};
refuse('away', $pam->pam_strerror($proof)) if $proof != PAM_SUCCESS();
my $account = $pam->pam_acct_mgmt($flags);
refuse('locked', $pam->pam_strerror($account)) if $account != PAM_SUCCESS();

# A module may have found another way to write the name.
my $user;
refuse('away', 'PAM knows no name') if $pam->pam_get_item(PAM_USER(), $user) != PAM_SUCCESS();
my ($known, undef, $uid) = getpwnam $user;
refuse('no', 'no such account') unless defined $known && $known =~ /\A([A-Za-z_][A-Za-z0-9_.\@-]{0,63})\z/;
$known = $1;
refuse('no', 'a system account')
  if $uid < FIRST_USER || ($uid >= FIRST_DYNAMIC && $uid <= LAST_DYNAMIC);
my $groups = '';
if (open my $id, '-|', '/usr/bin/id', '-nG', '--', $known) {
  chomp($groups = <$id> // '');
  close $id;
}
print STDERR "yes user=$known uid=$uid\n";
syswrite STDOUT, "yes\0$known\0$uid\0$groups\0";
