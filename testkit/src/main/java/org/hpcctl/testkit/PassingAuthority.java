package org.hpcctl.testkit;

import module java.base;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/// A CA that is gone with the program: it signs what it is asked to, and vouches for itself as a
/// server on 127.0.0.1.
public final class PassingAuthority {
  private final X500Name name;
  private final Duration life;
  private final KeyPair key;
  private final X509Certificate root;

  /// @param life of its certificates
  public PassingAuthority(String name, Duration life) throws IOException, GeneralSecurityException {
    this.name = new X500Name("CN=" + name);
    this.life = life;
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    key = keys.generateKeyPair();
    root =
        certificate(
            this.name, key.getPublic(), new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
  }

  public X509Certificate root() {
    return root;
  }

  /// What its own server shows.
  public SSLContext server() throws IOException, GeneralSecurityException {
    return server(key.getPrivate(), root);
  }

  /// What a server with that certificate shows.
  static SSLContext server(PrivateKey key, X509Certificate... chain)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("tls", key, new char[0], chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /// @param request PKCS#10; only its key counts
  /// @param host that the certificate is for
  public X509Certificate issue(byte[] request, String host)
      throws IOException, GeneralSecurityException {
    return certificate(
        new X500Name("CN=" + host),
        new JcaPKCS10CertificationRequest(request).getPublicKey(),
        new GeneralName(GeneralName.dNSName, host));
  }

  private X509Certificate certificate(X500Name subject, PublicKey of, GeneralName alternative)
      throws IOException, GeneralSecurityException {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(64, new SecureRandom()).setBit(64),
            Date.from(Instant.now().minusSeconds(60)),
            Date.from(Instant.now().plus(life)),
            subject,
            of);
    builder.addExtension(
        Extension.basicConstraints, true, new BasicConstraints(subject.equals(name)));
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternative));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(key.getPublic()));
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
