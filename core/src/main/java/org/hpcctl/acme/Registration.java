package org.hpcctl.acme;

import module java.base;

import org.hpcctl.acme.AcmeFailure.Kind;
import org.hpcctl.problem.Problem;
import org.shredzone.acme4j.Account;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeServerException;

/// The account at the CA, found by its key or registered: one question does both.
record Registration(Authority authority, Optional<String> email, Session session) {

  Login login(AccountKey key) throws AcmeException {
    AccountBuilder builder = builder(key).agreeToTermsOfService();
    email.ifPresent(address -> builder.addContact(contact(address)));
    authority
        .externalAccount()
        .ifPresent(account -> builder.withKeyIdentifier(account.keyIdentifier(), account.key()));
    if (authority.externalAccount().isEmpty()
        && session.getMetadata().isExternalAccountRequired()
        && !known(key)) {
      throw new AcmeFailure(
          Kind.ACCOUNT,
          Problem.error(
              "the CA %s wants an external account".formatted(authority.name()),
              "it gives certificates only to whom it knows already",
              "get a key identifier and an HMAC key from the CA's pages"));
    }
    Login login = builder.createLogin(session);
    if (email.isPresent()) {
      correct(login.getAccount(), contact(email.get()));
    }
    return login;
  }

  boolean known(AccountKey key) throws AcmeException {
    try {
      builder(key).onlyExisting().createLogin(session);
      return true;
    } catch (AcmeServerException e) {
      if (Failures.type(e.getProblem()).equals("accountDoesNotExist")) {
        return false;
      }
      throw e;
    }
  }

  /// An account that was there already keeps its old address; a CA that keeps none names none.
  private static void correct(Account account, URI contact) throws AcmeException {
    if (account.getContacts().isEmpty() || account.getContacts().contains(contact)) {
      return;
    }
    Account.EditableAccount edited = account.modify();
    edited.getContacts().clear();
    edited.addContact(contact);
    edited.commit();
  }

  private static AccountBuilder builder(AccountKey key) {
    return new AccountBuilder().useKeyPair(key.pair());
  }

  private static URI contact(String address) {
    try {
      return new URI("mailto", address, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
