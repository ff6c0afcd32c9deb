package org.hpcctl.acme;

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
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/// The certificates of the [FakeAuthority]: its own, which vouches for itself on 127.0.0.1, and
/// those that it issues.
final class FakeCertificates {
  private static final X500Name NAME = new X500Name("CN=Fake Root,O=hpcctl");

  private final KeyPair key = KeyKind.EC_P256.generate();
  final X509Certificate root;

  FakeCertificates() throws Exception {
    root = certificate(NAME, key.getPublic(), new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
  }

  SSLContext tls() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("tls", key.getPrivate(), new char[0], new X509Certificate[] {root});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  X509Certificate issue(byte[] request) throws Exception {
    return certificate(
        new X500Name("CN=leaf"),
        new JcaPKCS10CertificationRequest(request).getPublicKey(),
        new GeneralName(GeneralName.dNSName, "portal.example.com"));
  }

  private X509Certificate certificate(X500Name subject, PublicKey subjectKey, GeneralName name)
      throws Exception {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            NAME,
            new BigInteger(64, new SecureRandom()).setBit(64),
            Date.from(Instant.now().minusSeconds(60)),
            Date.from(Instant.now().plus(Duration.ofDays(6))),
            subject,
            subjectKey);
    builder.addExtension(
        Extension.basicConstraints, true, new BasicConstraints(subject.equals(NAME)));
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(key.getPublic()));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
  }
}
