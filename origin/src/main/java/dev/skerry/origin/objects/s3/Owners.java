package dev.skerry.origin.objects.s3;

import dev.skerry.origin.access.account.Account;
import dev.skerry.origin.access.account.Accounts;
import dev.skerry.origin.objects.policy.GranteeNames;
import dev.skerry.origin.objects.policy.KnownPrincipals;
import dev.skerry.origin.objects.policy.Requester;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names of accounts as clients of S3 see them. */
final class Owners implements GranteeNames, KnownPrincipals {
  private final Accounts accounts;

  Owners(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * An account.
   *
   * @param id canonical: 64 hexadecimal digits
   */
  record Owner(String id, String displayName) {
    /** Writes it as an element. */
    void write(XmlText xml, String element) {
      xml.open(element).element("ID", id).element("DisplayName", displayName).close(element);
    }
  }

  /** The canonical id of an account; what is no account's id stands for itself. */
  String canonicalOf(String accountId) {
    return accounts.canonicalIdOf(accountId).orElse(accountId);
  }

  /** The account of a canonical id; one that is none has its id for a name. */
  Owner ofCanonical(String canonicalId) {
    return accounts
        .findByCanonicalId(canonicalId)
        .map((Account account) -> new Owner(canonicalId, account.displayName()))
        .orElseGet(() -> new Owner(canonicalId, displayName(canonicalId)));
  }

  private static String displayName(String id) {
    return id.equals(Requester.ANONYMOUS.canonicalId()) ? "anonymous" : id;
  }

  @Override
  public boolean hasAccount(String id) {
    return accounts.find(id).isPresent();
  }

  @Override
  public boolean hasCanonicalId(String canonicalId) {
    return accounts.findByCanonicalId(canonicalId).isPresent();
  }

  @Override
  public Optional<String> canonicalIdOfEmail(String email) {
    return accounts.findByEmail(email).map(Account::canonicalId);
  }

  /** The account of an id; one that is no more has its id for a name. */
  Owner of(String accountId) {
    return accounts
        .find(accountId)
        .map((Account account) -> new Owner(account.canonicalId(), account.displayName()))
        .orElseGet(() -> new Owner(accountId, displayName(accountId)));
  }

  /** Those that are looked up for one reply, each of them once. */
  Page page() {
    return new Page();
  }

  /** The accounts of one reply. Used by one thread. */
  final class Page {
    private final Map<String, Owner> found = new HashMap<>();

    Owner of(String accountId) {
      return found.computeIfAbsent(accountId, Owners.this::of);
    }
  }
}
