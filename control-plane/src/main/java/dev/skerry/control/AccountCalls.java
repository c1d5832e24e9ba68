package dev.skerry.control;

import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.origin.access.account.AccountException;
import dev.skerry.origin.access.account.Accounts;
import dev.skerry.origin.access.account.KeyHolder;
import dev.skerry.origin.access.account.NewAccount;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/accounts} of the admin API: makes an account and its first key. */
final class AccountCalls {
  private static final Set<String> MEMBERS = Set.of("name", "email", "display_name");

  private final Accounts accounts;

  AccountCalls(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Makes the account that a document asks for. */
  AccountKey add(JsonNode document) throws ProblemException {
    for (String member : document.propertyNames()) {
      if (!MEMBERS.contains(member)) {
        throw invalid("unknown field '" + member + "', expected one of " + new TreeSet<>(MEMBERS));
      }
    }
    String name = text(document, "name");
    String email = text(document, "email");
    if (name == null || email == null) {
      throw invalid("expected an object with name and email");
    }
    String shown = text(document, "display_name");
    try {
      KeyHolder made = accounts.create(new NewAccount(name, email, shown == null ? name : shown));
      return AccountKey.of(made);
    } catch (AccountException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String text(JsonNode document, String name) throws ProblemException {
    JsonNode member = document.path(name);
    if (member.isMissingNode()) {
      return null;
    }
    if (!member.isString()) {
      throw invalid("expected a string at /" + name + ", found " + member.getNodeType());
    }
    return member.stringValue();
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(Problem.INVALID_REQUEST, detail);
  }
}
