package dev.skerry.control;

import dev.skerry.edge.admin.AdminAnswer;
import dev.skerry.edge.admin.AdminCall;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.Endpoint.Answering;
import dev.skerry.edge.admin.Parameter;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.shape.Bounds;
import dev.skerry.edge.admin.shape.Describe;
import dev.skerry.origin.access.account.AccessKey;
import dev.skerry.origin.access.account.Account;
import dev.skerry.origin.access.account.AccountException;
import dev.skerry.origin.access.account.Accounts;
import dev.skerry.origin.access.account.KeyHolder;
import dev.skerry.origin.access.account.NewAccount;
import dev.skerry.origin.engine.EngineException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the admin API does with accounts and their keys. What it has answered holds at once in its
 * process, and {@link Accounts#STALE} later in others that share the engine.
 */
final class AccountCalls {
  private static final String PATH = "/v1/accounts";
  private static final String AFTER = "after";

  private final Accounts accounts;

  private AccountCalls(Accounts accounts) {
    this.accounts = accounts;
  }

  @Describe("An account to be made.")
  record Wanted(
      @Describe("1 to 64 of A-Z a-z 0-9 + = , . @ _ -, unlike all others'.") String name,
      @Describe("Unlike all others', whatever the case of its letters.") String email,
      @Describe("How it is shown as an owner; its name if missing.")
          @Nullable String displayName) {}

  @Describe("The account that is meant.")
  record Named(@Describe("Its name.") @Bounds(min = 1) String name) {}

  @Describe("The access key that is meant.")
  record KeyNamed(@Describe("Its id.") @Bounds(min = 1) String accessKeyId) {}

  /** The endpoints, for the accounts of an engine. */
  static List<Endpoint> endpoints(Accounts accounts) {
    AccountCalls calls = new AccountCalls(accounts);
    return Stream.of(Call.values()).map(call -> call.endpoint().by(calls.answering(call))).toList();
  }

  /** The closed list of calls. */
  private enum Call {
    LIST,
    ADD,
    ADD_KEY,
    ENABLE_KEY,
    DISABLE_KEY,
    REMOVE_KEY;

    Endpoint.Builder endpoint() {
      return switch (this) {
        case LIST ->
            Endpoint.get(PATH)
                .summary("The accounts and the ids of their access keys, without secrets")
                .query(Parameter.text(AFTER, "The account_id after which to go on"))
                .answers(200, AccountList.class);
        case ADD ->
            Endpoint.post(PATH)
                .summary("Make an account and its first access key")
                .content(Wanted.class)
                .answers(200, AccountKey.class);
        case ADD_KEY ->
            Endpoint.post(PATH + "/keys")
                .summary("Make another access key for an account")
                .content(Named.class)
                .answers(200, AccountKey.class);
        case ENABLE_KEY ->
            ofKey("/keys/enable", "Believe requests that are signed with an access key again");
        case DISABLE_KEY ->
            ofKey("/keys/disable", "Believe no request that is signed with an access key");
        case REMOVE_KEY -> ofKey("/keys/remove", "Remove an access key for good");
      };
    }

    private static Endpoint.Builder ofKey(String path, String summary) {
      return Endpoint.post(PATH + path)
          .summary(summary)
          .content(KeyNamed.class)
          .answers(200, KeyState.class);
    }
  }

  private Answering answering(Call asked) {
    return call -> {
      try {
        return AdminAnswer.ok(answer(asked, call));
      } catch (AccountException e) {
        throw invalid(String.valueOf(e.getMessage()));
      } catch (EngineException.Unavailable e) {
        throw new ProblemException(Problem.UNAVAILABLE, String.valueOf(e.getMessage()));
      }
    };
  }

  private Object answer(Call asked, AdminCall call) throws ProblemException {
    return switch (asked) {
      case LIST -> list(call);
      case ADD -> add(call);
      case ADD_KEY -> addKey(call);
      case ENABLE_KEY -> setActive(call, true);
      case DISABLE_KEY -> setActive(call, false);
      case REMOVE_KEY -> remove(call);
    };
  }

  private AccountList list(AdminCall call) {
    return new AccountList(
        accounts.list(call.text(AFTER)).stream()
            .map(account -> AccountList.Entry.of(account, accounts.keys(account.id())))
            .toList());
  }

  private AccountKey add(AdminCall call) {
    Wanted wanted = call.content(Wanted.class);
    String shown = wanted.displayName();
    call.note("account " + wanted.name());
    return AccountKey.of(
        accounts.create(
            new NewAccount(wanted.name(), wanted.email(), shown == null ? wanted.name() : shown)));
  }

  private AccountKey addKey(AdminCall call) throws ProblemException {
    String name = call.content(Named.class).name();
    Account account =
        accounts
            .findByName(name)
            .orElseThrow(() -> invalid("no account has the name '" + name + "'"));
    AccessKey key = accounts.createKey(account.id());
    call.note("access key " + key.id() + " of account " + name);
    return AccountKey.of(new KeyHolder(key, account));
  }

  private KeyState setActive(AdminCall call, boolean active) throws ProblemException {
    AccessKey key = key(call);
    accounts.setActive(key.id(), active);
    return new KeyState(key.accountId(), key.id(), active ? "active" : "disabled");
  }

  private KeyState remove(AdminCall call) throws ProblemException {
    AccessKey key = key(call);
    accounts.deleteKey(key.id());
    return new KeyState(key.accountId(), key.id(), "removed");
  }

  private AccessKey key(AdminCall call) throws ProblemException {
    String id = call.content(KeyNamed.class).accessKeyId();
    call.note("access key " + id);
    return accounts
        .holder(id)
        .orElseThrow(() -> invalid("there is no access key '" + id + "'"))
        .key();
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(Problem.INVALID_REQUEST, detail);
  }
}
