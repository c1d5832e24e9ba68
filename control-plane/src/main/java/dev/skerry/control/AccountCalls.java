package dev.skerry.control;

import dev.skerry.edge.admin.Additions.Addition;
import dev.skerry.edge.admin.Additions.Answering;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.origin.access.account.AccessKey;
import dev.skerry.origin.access.account.Account;
import dev.skerry.origin.access.account.AccountException;
import dev.skerry.origin.access.account.Accounts;
import dev.skerry.origin.access.account.KeyHolder;
import dev.skerry.origin.access.account.NewAccount;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the admin API does with accounts and their keys. What it has answered holds at once in its
 * process, and {@link Accounts#STALE} later in others that share the engine.
 */
final class AccountCalls {
  private static final String AFTER = "after";
  private static final String NAME = "name";
  private static final String EMAIL = "email";
  private static final String DISPLAY_NAME = "display_name";
  private static final String KEY_ID = "access_key_id";

  /** The closed list of calls, each with where it is made. */
  private enum Call {
    LIST("GET", ""),
    ADD("POST", ""),
    ADD_KEY("POST", "/keys"),
    ENABLE_KEY("POST", "/keys/enable"),
    DISABLE_KEY("POST", "/keys/disable"),
    REMOVE_KEY("POST", "/keys/remove");

    private final String method;
    private final String path;

    Call(String method, String path) {
      this.method = method;
      this.path = "/v1/accounts" + path;
    }

    Addition answeredBy(Answering answering) {
      return new Addition(method, path, this == LIST ? Set.of(AFTER) : Set.of(), answering);
    }
  }

  private final Accounts accounts;

  private AccountCalls(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The endpoints, for the accounts of an engine. */
  static List<Addition> endpoints(Accounts accounts) {
    AccountCalls calls = new AccountCalls(accounts);
    return Stream.of(Call.values())
        .map(call -> call.answeredBy(content -> calls.answer(call, content)))
        .toList();
  }

  /** The endpoints, for a process that has no accounts. */
  static List<Addition> refused(Answering refusal) {
    return Stream.of(Call.values()).map(call -> call.answeredBy(refusal)).toList();
  }

  private Object answer(Call call, JsonNode asked) throws ProblemException {
    try {
      return switch (call) {
        case LIST -> list(asked);
        case ADD -> add(asked);
        case ADD_KEY -> addKey(asked);
        case ENABLE_KEY -> setActive(asked, true);
        case DISABLE_KEY -> setActive(asked, false);
        case REMOVE_KEY -> remove(asked);
      };
    } catch (AccountException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private AccountList list(JsonNode asked) throws ProblemException {
    return new AccountList(
        accounts.list(text(asked, AFTER)).stream()
            .map(account -> AccountList.Entry.of(account, accounts.keys(account.id())))
            .toList());
  }

  private AccountKey add(JsonNode asked) throws ProblemException {
    only(asked, Set.of(NAME, EMAIL, DISPLAY_NAME));
    String name = required(asked, NAME);
    String shown = text(asked, DISPLAY_NAME);
    NewAccount wanted = new NewAccount(name, required(asked, EMAIL), shown == null ? name : shown);
    return AccountKey.of(accounts.create(wanted));
  }

  private AccountKey addKey(JsonNode asked) throws ProblemException {
    only(asked, Set.of(NAME));
    String name = required(asked, NAME);
    Account account =
        accounts
            .findByName(name)
            .orElseThrow(() -> invalid("no account has the name '" + name + "'"));
    return AccountKey.of(new KeyHolder(accounts.createKey(account.id()), account));
  }

  private KeyState setActive(JsonNode asked, boolean active) throws ProblemException {
    AccessKey key = key(asked);
    accounts.setActive(key.id(), active);
    return new KeyState(key.accountId(), key.id(), active ? "active" : "disabled");
  }

  private KeyState remove(JsonNode asked) throws ProblemException {
    AccessKey key = key(asked);
    accounts.deleteKey(key.id());
    return new KeyState(key.accountId(), key.id(), "removed");
  }

  private AccessKey key(JsonNode asked) throws ProblemException {
    only(asked, Set.of(KEY_ID));
    String id = required(asked, KEY_ID);
    return accounts
        .holder(id)
        .orElseThrow(() -> invalid("there is no access key '" + id + "'"))
        .key();
  }

  private static void only(JsonNode document, Set<String> members) throws ProblemException {
    for (String member : document.propertyNames()) {
      if (!members.contains(member)) {
        throw invalid("unknown field '" + member + "', expected one of " + new TreeSet<>(members));
      }
    }
  }

  private static String required(JsonNode document, String name) throws ProblemException {
    String value = text(document, name);
    if (value == null) {
      throw invalid("expected an object with " + name);
    }
    return value;
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
