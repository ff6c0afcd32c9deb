package org.hpcctl.secret;

import module java.base;

import java.security.cert.X509Certificate;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;

/// What hpcctl makes once for a cluster and remembers: `.hpcctl/<cluster>/` beside the YAML, open
/// to its owner alone.
///
/// It is filled before planning, so that planning stays a pure function. What was made is in memory
/// only until [#save()]: a dry run does not call it.
public final class Keyring {
  /// Renewed when less is left.
  private static final Duration SOON = Duration.ofDays(30);

  private final Path file;
  private final InstantSource clock;
  private Optional<KeyPairPem> certificate;
  private boolean changed;

  private Keyring(Path file, InstantSource clock, Optional<KeyPairPem> certificate) {
    this.file = file;
    this.clock = clock;
    this.certificate = certificate;
  }

  /// @param directory the folder of the YAML
  /// @param cluster its name: several clusters may live in one folder
  /// @throws Refused when others may read what is remembered
  public static Keyring open(Path directory, String cluster, InstantSource clock) {
    Path file = directory.resolve(".hpcctl").resolve(cluster).resolve("portal.pem");
    try {
      if (Files.notExists(file)) {
        return new Keyring(file, clock, Optional.empty());
      }
      if (PrivateFile.open(file)) {
        throw new Refused(
            Problem.error(
                    "others than its owner may read or write %s".formatted(file),
                    "it holds the private key of the portal",
                    "chmod 600 it; delete it to have a new one made")
                .at(Place.file(file.toString())));
      }
      return new Keyring(file, clock, Optional.of(split(Files.readString(file))));
    } catch (IOException e) {
      throw new Refused(
          Problem.error(
                  "%s cannot be read".formatted(file),
                  "it holds the private key of the portal",
                  "run hpcctl as its owner, or delete it to have a new one made")
              .at(Place.file(file.toString())));
    }
  }

  private static KeyPairPem split(String both) {
    int certificate = Math.max(0, both.indexOf("-----BEGIN CERTIFICATE-----"));
    return new KeyPairPem(both.substring(certificate), new Secret(both.substring(0, certificate)));
  }

  /// The self-signed certificate of the portal: the remembered one while it fits, else a new one.
  ///
  /// @param names host names and IPv4 addresses that it must be for, the main one first
  public KeyPairPem certificate(List<String> names) {
    KeyPairPem fitting = certificate.filter(pair -> fits(pair, names)).orElseGet(() -> made(names));
    certificate = Optional.of(fitting);
    return fitting;
  }

  private KeyPairPem made(List<String> names) {
    changed = true;
    return SelfSigned.make(names, clock.instant());
  }

  /// A damaged one does not fit either, and is made anew.
  private boolean fits(KeyPairPem pair, List<String> names) {
    try {
      X509Certificate host = Pem.certificates(pair.certificateChain()).getFirst();
      Pem.ownKey(pair.privateKey().reveal(), "EC");
      Set<String> wanted =
          names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
      return CertificateNames.of(host).names().equals(wanted)
          && clock.instant().plus(SOON).isBefore(host.getNotAfter().toInstant());
    } catch (GeneralSecurityException | NoSuchElementException | IllegalArgumentException _) {
      return false;
    }
  }

  /// Whether there is something to save.
  public boolean changed() {
    return changed;
  }

  /// Remembers what was made.
  public void save() {
    if (!changed) {
      return;
    }
    KeyPairPem pair = certificate.orElseThrow();
    try {
      PrivateFile.write(file, pair.privateKey().reveal() + pair.certificateChain());
      changed = false;
    } catch (IOException e) {
      throw new Refused(
          Problem.error(
                  "%s cannot be written".formatted(file),
                  "the portal would get another certificate in the next run",
                  "check who may write to its folder")
              .at(Place.file(file.toString())));
    }
  }
}
