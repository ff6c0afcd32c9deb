#!/usr/bin/perl -T
# Managed by hpcctl: the next `hpcctl setup` undoes changes made here.
#
# Does one thing as the user who runs it: a verb of the closed list at the end of this file.
#
# Speaks in frames, on standard input and output: a letter, four bytes of length (big endian), as many bytes.
#   in   H header (see hpcctl-act; from the descriptor given as argument)   I input   E its end
#   out  M what a file is   O output   L what went wrong in words, bounded
#   and last one of: X exit status   F name of an errno   R refused (code NUL words)   T time is up
use strict;
use warnings FATAL => 'all';
use Errno;
use Fcntl qw(:DEFAULT :mode :seek);
use IO::Handle;

use constant LONGEST_FRAME   => 131_072;
use constant PIECE           => 65_536;
use constant LONGEST_SCRIPT  => 4_194_304;
use constant LONGEST_ERRORS  => 16_384;
use constant MOST_ENTRIES    => 100_000;
use constant COMMAND_SECONDS => 60;
use constant IDLE_SECONDS    => 60;
use constant LONGEST_WAIT    => 30;

# openat2(2): its number is the same on every architecture; struct open_how is three 64-bit words.
use constant OPENAT2           => 437;
use constant CLOSE_ON_EXEC     => 02000000;
use constant RESOLVE_NO_MAGIC  => 0x02;
use constant RESOLVE_BENEATH   => 0x08;

# Not handled: whoever stalls for so long is not waited for. Cancels the alarm of hpcctl-act too.
alarm IDLE_SECONDS;
umask 077;
$| = 1;
binmode STDIN;
binmode STDOUT;

sub give {
  my ($kind, $bytes) = @_;
  my $frame = $kind . pack('N', length $bytes) . $bytes;
  my $sent = 0;
  while ($sent < length $frame) {
    # SIGPIPE ends us when nobody listens any more.
    $sent += syswrite(STDOUT, $frame, length($frame) - $sent, $sent) // exit 0;
  }
}

sub last_word { give(@_); exit 0 }
sub refuse { last_word('R', "$_[0]\0$_[1]") }

# An errno by its name: messages differ by language, numbers by architecture.
sub fault {
  my ($name) = grep { $!{$_} } sort keys %!;
  last_word('F', $name // 'EIO');
}

sub take {
  my ($from, $wanted) = @_;
  my $bytes = '';
  while (length $bytes < $wanted) {
    my $read = sysread $from, $bytes, $wanted - length $bytes, length $bytes;
    exit 0 unless $read;
  }
  return $bytes;
}

sub frame {
  my ($from) = @_;
  my ($kind, $length) = unpack 'a1N', take($from, 5);
  refuse('frame', 'a frame is too long') if $length > LONGEST_FRAME;
  return ($kind, take($from, $length));
}

# Calls back with each piece of input until its end.
sub each_input {
  my ($use) = @_;
  while (1) {
    my ($kind, $bytes) = frame(\*STDIN);
    alarm IDLE_SECONDS;
    return if $kind eq 'E';
    refuse('frame', 'neither input nor its end') if $kind ne 'I';
    $use->($bytes);
  }
}

sub plain { my ($bytes) = @_; return $bytes =~ /\A([^\0]*)\z/s ? $1 : refuse('arguments', 'a NUL') }
sub number {
  my ($word, $least) = @_;
  refuse('arguments', 'not a number') unless $word =~ /\A(-?\d{1,18})\z/;
  my $value = $1;
  refuse('arguments', 'the number is too small') if $value < $least;
  return $value;
}

# ---- commands --------------------------------------------------------------------------------

# Runs a program with that input, away from our socket, and passes on what it says.
sub command {
  my ($input, @words) = @_;
  open my $stdin, '+>', undef or fault();
  print {$stdin} $input or fault();
  $stdin->flush or fault();
  sysseek $stdin, 0, SEEK_SET or fault();
  pipe my $out, my $out_end or fault();
  pipe my $err, my $err_end or fault();
  my $child = fork // fault();
  if ($child == 0) {
    open STDIN, '<&', $stdin and open STDOUT, '>&', $out_end and open STDERR, '>&', $err_end
      and alarm(0) >= 0
      # If we die, the child does: no command outlives the connection that asked for it.
      and exec { '/usr/bin/setpriv' } 'setpriv', '--pdeathsig=KILL', '--', @words;
    exit 127;
  }
  close $out_end;
  close $err_end;
  alarm COMMAND_SECONDS + 10;
  my ($end, $room) = (time + COMMAND_SECONDS, LONGEST_ERRORS);
  my %open = (fileno $out => $out, fileno $err => $err);
  while (%open) {
    my $wanted = '';
    vec($wanted, $_, 1) = 1 for fileno STDIN, keys %open;
    my $ready = select $wanted, undef, undef, $end - time > 0 ? $end - time : 0;
    if (!$ready) { kill 'KILL', $child; last_word('T', '') }
    # Nothing more is to be said to us, so this is the client's farewell.
    if (vec $wanted, fileno STDIN, 1) { kill 'KILL', $child; exit 0 }
    for my $number (grep { vec $wanted, $_, 1 } keys %open) {
      my $read = sysread $open{$number}, my $bytes, PIECE;
      if (!$read) { delete $open{$number} }
      elsif ($number == fileno $out) { give('O', $bytes) }
      elsif ($room > 0) { give('L', substr $bytes, 0, $room); $room -= length $bytes }
    }
  }
  waitpid $child, 0;
  last_word('X', $? & 127 ? 128 + ($? & 127) : $? >> 8);
}

my %option = map { $_ => 1 } qw(account array begin chdir comment constraint cpus-per-task deadline
  dependency error exclusive gpus gpus-per-node gpus-per-task gres hold job-name licenses mail-type mail-user mem
  mem-per-cpu mem-per-gpu nice no-requeue nodes ntasks ntasks-per-node open-mode output partition
  qos requeue reservation signal time time-min wckey);

# [NAME=value ...] [--option[=value] ...], the script as input. The values become the job's
# environment; only names that nothing else looks at.
sub sbatch {
  my @options;
  for my $word (@_) {
    if ($word =~ /\A((?:PARAM|FILE)_[A-Z0-9_]{1,64})=(.*)\z/s) { $ENV{$1} = $2; next }
    my ($known) = $word =~ /\A--([a-z-]+)(?:=[^\x00-\x1f\x7f]*)?\z/;
    refuse('arguments', 'not an option for a job') unless defined $known && $option{$known};
    push @options, plain($word);
  }
  my $script = '';
  each_input(sub {
    $script .= $_[0];
    refuse('input', 'the script is longer than 4 MiB') if length $script > LONGEST_SCRIPT;
  });
  command($script, '/usr/bin/sbatch', '--parsable', @options);
}

sub jobs {
  refuse('arguments', 'no job') unless @_;
  return map { /\A(\d{1,10}(?:_\d{1,10}|\+\d{1,5})?)\z/ ? $1 : refuse('arguments', 'not a job') } @_;
}
sub scancel { command('', '/usr/bin/scancel', jobs(@_)) }
sub scontrol {
  my ($word, @words) = @_;
  command('', '/usr/bin/scontrol', $word, join ',', jobs(@words));
}

# ---- files -----------------------------------------------------------------------------------

# Opens what lies at `path` below `root`. No step leaves the root, not by dots and not by a link,
# even if somebody moves things meanwhile; the last step is no link. The root `/` fences nothing.
sub below {
  my ($root, $path, $flags, $mode) = @_;
  $root = plain($root);
  $path = plain($path);
  refuse('arguments', 'the root is not absolute') if $root !~ m{\A/};
  sysopen my $top, $root, O_RDONLY | O_DIRECTORY or fault();
  my $fence = RESOLVE_NO_MAGIC | ($root eq '/' ? 0 : RESOLVE_BENEATH);
  $path =~ s{\A/+}{} if $root eq '/';
  $path = '.' if $path eq '';
  my $how = pack 'QQQ', $flags | O_NOFOLLOW | O_NONBLOCK | CLOSE_ON_EXEC, $mode // 0, $fence;
  my $descriptor = syscall OPENAT2, fileno $top, $path, $how, length $how;
  fault() if $descriptor < 0;
  my $access = ($flags & O_ACCMODE) == O_RDONLY ? '<&=' : '+<&=';
  open my $file, $access, $descriptor or fault();
  binmode $file;
  return $file;
}

# The directory that holds `path` (kept open by the caller), and a name of `path` through it that
# means the same whatever happens to the directories above it.
sub place {
  my ($root, $path) = @_;
  my ($above, $name) = plain($path) =~ m{\A(?:(.*)/)?([^/]+)\z}s;
  refuse('arguments', 'no name') if !defined $name || $name eq '.' || $name eq '..';
  $above = defined $above ? $above || '/' : '.';
  my $directory = below($root, $above, O_RDONLY | O_DIRECTORY);
  return ($directory, '/proc/self/fd/' . fileno($directory) . "/$name");
}

sub describe {
  my (@stat) = @_;
  my $type = S_ISREG($stat[2]) ? 'file' : S_ISDIR($stat[2]) ? 'directory'
    : S_ISLNK($stat[2]) ? 'link' : 'other';
  return join "\0", $type, $stat[7], $stat[9], S_IMODE($stat[2]), $stat[4], $stat[5];
}

sub regular {
  my ($file) = @_;
  my @stat = stat $file or fault();
  refuse('file', 'not a regular file') unless S_ISREG($stat[2]);
  return @stat;
}

sub done { last_word('X', 0) }

# root path: what it is; a link is told as a link.
sub stat_verb {
  my ($root, $path) = @_;
  if ($path =~ m{\A/*\z}) {
    my @stat = stat below($root, $path, O_RDONLY | O_DIRECTORY) or fault();
    give('M', describe(@stat));
    done();
  }
  my ($directory, $name) = place($root, $path);
  my @stat = lstat $name or fault();
  give('M', describe(@stat));
  done();
}

# root path offset length wait: a range of a file. An offset below zero counts from its end; when
# there is nothing at the offset yet, waits so many seconds for it.
sub read_verb {
  my ($root, $path, $offset, $length, $wait) = @_;
  $offset = number($offset, -1e18);
  $length = number($length, 0);
  $wait = number($wait, 0);
  my $file = below($root, $path, O_RDONLY);
  my @stat = regular($file);
  my $end = time + ($wait > LONGEST_WAIT ? LONGEST_WAIT : $wait);
  while ($offset >= 0 && $stat[7] <= $offset && time < $end) {
    my $wanted = '';
    vec($wanted, fileno STDIN, 1) = 1;
    exit 0 if select $wanted, undef, undef, 0.25;
    @stat = regular($file);
  }
  give('M', describe(@stat));
  $offset = $stat[7] + $offset if $offset < 0;
  $offset = 0 if $offset < 0;
  sysseek $file, $offset, SEEK_SET or fault();
  while ($length > 0) {
    my $read = sysread $file, my $bytes, $length < PIECE ? $length : PIECE;
    fault() unless defined $read;
    last unless $read;
    give('O', $bytes);
    alarm IDLE_SECONDS;
    $length -= $read;
  }
  done();
}

# root path offset new|replace|keep: writes the input there; new refuses a file that exists,
# replace empties it, keep writes into it and makes it if needed. Durable when it answers.
sub write_verb {
  my ($root, $path, $offset, $how) = @_;
  $offset = number($offset, 0);
  my %flags = (new => O_CREAT | O_EXCL, replace => O_CREAT | O_TRUNC, keep => O_CREAT);
  my $flags = $flags{$how} // refuse('arguments', 'neither new, replace nor keep');
  my $file = below($root, $path, O_RDWR | $flags, 0600);
  regular($file);
  sysseek $file, $offset, SEEK_SET or fault();
  each_input(sub {
    my ($bytes) = @_;
    my $sent = 0;
    while ($sent < length $bytes) {
      my $wrote = syswrite $file, $bytes, length($bytes) - $sent, $sent;
      fault() unless defined $wrote;
      $sent += $wrote;
    }
  });
  $file->sync or fault();
  done();
}

sub mkdir_verb {
  my ($root, $path) = @_;
  my ($directory, $name) = place($root, $path);
  mkdir $name, 0700 or fault();
  $directory->sync or fault();
  done();
}

# root from to new|replace: gives a file or directory its final name in one step, durably. Under
# `new` a file that exists stays as it is.
sub publish {
  my ($root, $from, $to, $how) = @_;
  my ($from_directory, $from_name) = place($root, $from);
  my ($to_directory, $to_name) = place($root, $to);
  if ($how eq 'new') {
    link $from_name, $to_name or fault();
    unlink $from_name or fault();
  } elsif ($how eq 'replace') {
    rename $from_name, $to_name or fault();
  } else {
    refuse('arguments', 'neither new nor replace');
  }
  $to_directory->sync or fault();
  $from_directory->sync or fault();
  done();
}

# root path: a file, a link itself, or an empty directory.
sub delete_verb {
  my ($root, $path) = @_;
  my ($directory, $name) = place($root, $path);
  my @stat = lstat $name or fault();
  (S_ISDIR($stat[2]) ? rmdir $name : unlink $name) or fault();
  $directory->sync or fault();
  done();
}

# root path: one record an entry, its fields and last its name, each ended by NUL.
sub list {
  my ($root, $path) = @_;
  my $directory = below($root, $path, O_RDONLY | O_DIRECTORY);
  my $here = '/proc/self/fd/' . fileno $directory;
  opendir my $entries, $here or fault();
  my ($piece, $left) = ('', MOST_ENTRIES);
  while (defined(my $name = readdir $entries)) {
    next if $name eq '.' || $name eq '..';
    my @stat = lstat "$here/$name" or next;    # gone meanwhile
    refuse('file', 'too many entries') if $left-- == 0;
    $piece .= describe(@stat) . "\0$name\0";
    if (length $piece > PIECE) { give('O', $piece); $piece = '' }
  }
  give('O', $piece) if $piece ne '';
  done();
}

# root path: "block-size blocks free available" of the file system it lies on.
sub space {
  my ($root, $path) = @_;
  my $directory = below($root, $path, O_RDONLY | O_DIRECTORY);
  chdir $directory or fault();
  command('', '/usr/bin/stat', '--file-system', '--format=%S %b %f %a', '.');
}

# ---- the closed list: name, how many arguments at least and at most, what to do -----------------

my %verbs = (
  'sbatch'           => [0, 256, \&sbatch],
  'scancel'          => [1, 64, \&scancel],
  'scontrol-hold'    => [1, 64, sub { scontrol('hold', @_) }],
  'scontrol-release' => [1, 64, sub { scontrol('release', @_) }],
  'stat'             => [2, 2, \&stat_verb],
  'read'             => [5, 5, \&read_verb],
  'write'            => [4, 4, \&write_verb],
  'mkdir'            => [2, 2, \&mkdir_verb],
  'publish'          => [4, 4, \&publish],
  'delete'           => [2, 2, \&delete_verb],
  'list'             => [2, 2, \&list],
  'space'            => [2, 2, \&space],
);

my ($descriptor) = ($ARGV[0] // '') =~ /\A(\d{1,4})\z/ or refuse('header', 'no descriptor');
open my $source, '<&=', $descriptor or refuse('header', 'no descriptor');
my (undef, $header) = frame($source);
close $source if $descriptor != 0;
my (undef, undef, undef, $verb, $directory, $count, @arguments) = split /\0/, $header, -1;
pop @arguments;

my ($name, undef, undef, undef, undef, undef, undef, $home, $shell) = getpwuid $>;
refuse('user', 'there is no such user') unless defined $name;
%ENV = (
  PATH => '/usr/local/bin:/usr/bin:/bin', HOME => $home, USER => $name, LOGNAME => $name,
  SHELL => $shell || '/bin/sh', LC_ALL => 'C.UTF-8', LANG => 'C.UTF-8',
);
my $known = $verbs{$verb} // refuse('verb', 'no such verb');
my ($least, $most, $act) = @{$known};
refuse('arguments', 'too few or too many') if @arguments < $least || @arguments > $most;
if (!chdir plain($directory eq '' ? $home : $directory)) {
  refuse('directory', 'the user cannot enter the directory: ' . $!);
}
$act->(@arguments);
