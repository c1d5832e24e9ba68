package dev.skerry.control.sites;

import dev.skerry.control.sites.HandlerShapes.CodeBack;
import dev.skerry.control.sites.HandlerShapes.CodeVersions;
import dev.skerry.control.sites.HandlerShapes.HandlerShown;
import dev.skerry.control.sites.HandlerShapes.Handlers;
import dev.skerry.control.sites.HandlerShapes.NewCode;
import dev.skerry.control.sites.VersionHandlers.Code;
import dev.skerry.edge.admin.AdminAnswer;
import dev.skerry.edge.admin.AdminCall;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.Parameter;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.Scope;
import dev.skerry.edge.config.document.Bundle;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of the admin API about the code of handlers, each change a new configuration. */
public final class HandlerCalls {
  /** Bytes of a call that brings code: base64 makes it longer by a third. */
  private static final int CONTENT_BYTES_MAX = 6 << 20;

  /** A change that others get before is tried again so often. */
  private static final int ATTEMPTS = 5;

  private static final long PAGE = 20;
  private static final long PAGE_MAX = 200;
  private static final String HANDLERS = "/v1/handlers";
  private static final String ONE = HANDLERS + "/{handler}";
  private static final String HANDLER = "handler";
  private static final String ITS_ID = "Its id in the configuration";
  private static final String BEFORE = "before";
  private static final String LIMIT = "limit";

  private final Sites sites;
  private final ConfigCalls configurations;

  private HandlerCalls(Sites sites, ConfigCalls configurations) {
    this.sites = sites;
    this.configurations = configurations;
  }

  /** The endpoints. */
  public static List<Endpoint> of(Sites sites, ConfigCalls.Origin origin) {
    HandlerCalls calls = new HandlerCalls(sites, new ConfigCalls(sites, origin));
    return List.of(
        Endpoint.get(HANDLERS)
            .scope(Scope.READ)
            .summary("The handlers of the configuration that edges are to have")
            .answers(200, Handlers.class)
            .by(SiteAnswers.of(calls::list)),
        ConfigCalls.waiting(
                Endpoint.put(ONE + "/code"),
                "Put other code of a handler in force on all edges, as a new configuration")
            .path(HANDLER, ITS_ID)
            .content(NewCode.class)
            .contentMax(CONTENT_BYTES_MAX)
            .by(SiteAnswers.of(calls::replace)),
        Endpoint.get(ONE + "/versions")
            .scope(Scope.READ)
            .summary("The configurations in which a handler's code changed, from the newest")
            .path(HANDLER, ITS_ID)
            .query(Parameter.whole(BEFORE, 1, Long.MAX_VALUE, "Only versions with lower numbers"))
            .query(Parameter.whole(LIMIT, 1, PAGE_MAX, "So many at most; 20 if missing"))
            .answers(200, CodeVersions.class)
            .by(SiteAnswers.of(calls::versions)),
        ConfigCalls.waiting(
                Endpoint.post(ONE + "/rollback"),
                "Put old code of a handler in force on all edges, as a new configuration")
            .path(HANDLER, ITS_ID)
            .content(CodeBack.class)
            .by(SiteAnswers.of(calls::rollBack)));
  }

  private AdminAnswer list(AdminCall call) throws ProblemException {
    long current = sites.standing().current();
    List<HandlerShown> shown = new ArrayList<>();
    if (current != 0) {
      sites.handlers().of(current).forEach((id, code) -> shown.add(HandlerShown.of(id, code)));
    }
    return AdminAnswer.ok(new Handlers(current, shown));
  }

  private AdminAnswer versions(AdminCall call) throws ProblemException {
    String id = call.required(HANDLER);
    CodeVersions found =
        sites
            .codeHistory()
            .of(id, call.whole(BEFORE, Long.MAX_VALUE), (int) call.whole(LIMIT, PAGE));
    if (found.versions().isEmpty() && found.next() == null) {
      throw unknown(id);
    }
    return AdminAnswer.ok(found);
  }

  private AdminAnswer replace(AdminCall call)
      throws VersionException, ProblemException, InterruptedException {
    configurations.requireNotFollowed();
    NewCode wanted = call.content(NewCode.class);
    byte[] octets = octets(wanted.code());
    RolloutPolicy policy = ConfigCalls.policy(wanted.rollout());
    try {
      return changed(call, current -> new Chosen(octets, ""), wanted.message(), policy);
    } catch (VersionException.Wrong e) {
      String id = call.required(HANDLER);
      Code replaced = sites.handlers().of(sites.standing().current()).get(id);
      throw SiteAnswers.wrongCode(id, replaced == null ? null : replaced.file(), e);
    }
  }

  private static byte[] octets(String base64) throws ProblemException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw SiteAnswers.invalid("/code", "expected base64: " + e.getMessage());
    }
  }

  private AdminAnswer rollBack(AdminCall call)
      throws VersionException, ProblemException, InterruptedException {
    configurations.requireNotFollowed();
    CodeBack back = call.content(CodeBack.class);
    String id = call.required(HANDLER);
    return changed(
        call,
        current -> {
          Long wanted = back.version();
          CodeHistory.Before before =
              wanted == null
                  ? sites.codeHistory().before(id, current)
                  : new CodeHistory.Before(wanted, List.of());
          byte[] octets =
              sites.handlers().octets(before.version(), id).orElseThrow(() -> notKept(id, before));
          String what = "the code of version " + before.version() + because(before);
          call.note(what);
          return new Chosen(octets, what);
        },
        back.message(),
        null);
  }

  /** What newer versions have against them. */
  private static String because(CodeHistory.Before before) {
    return before.passedOver().isEmpty() ? "" : ", as " + String.join(", ", before.passedOver());
  }

  private static ProblemException notKept(String id, CodeHistory.Before before) {
    return new ProblemException(
        Problem.NOT_FOUND,
        before.version() == 0
            ? "the handler %s has had no other code that came into force%s"
                .formatted(id, because(before))
            : "version %d has no handler %s, or is not kept any more"
                .formatted(before.version(), id));
  }

  /**
   * The code that is to be.
   *
   * @param why what the history says where the caller says nothing
   */
  @SuppressWarnings("ArrayRecordComponent") // deployed once, never compared
  private record Chosen(byte[] octets, String why) {}

  /** Finds it, for the version that is current. */
  @FunctionalInterface
  private interface CodeSource {
    Chosen code(long current) throws ProblemException;
  }

  private AdminAnswer changed(
      AdminCall call, CodeSource source, @Nullable String message, @Nullable RolloutPolicy policy)
      throws VersionException, ProblemException, InterruptedException {
    String id = call.required(HANDLER);
    for (int attempt = 1; ; attempt++) {
      long current = sites.standing().current();
      call.ifMatch().check(Long.toString(current));
      Chosen chosen = source.code(current);
      Sites.Change change =
          new Sites.Change(
              withCode(id, current, chosen.octets()),
              call.caller().name(),
              message == null ? chosen.why() : message,
              Expectation.current(current),
              policy);
      try {
        Sites.Applied applied = sites.apply(change);
        call.note("version " + applied.version().number());
        return configurations.inForce(call, applied.version(), applied.changed());
      } catch (VersionException.Outdated e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Bundle withCode(String id, long current, byte[] octets) throws ProblemException {
    Code code = sites.handlers().of(current).get(id);
    Bundle before = sites.bundle(current).orElse(null);
    if (code == null || before == null) {
      throw unknown(id);
    }
    if (code.file() == null) {
      throw new ProblemException(
          Problem.CONFLICT,
          "the document itself has the code of the handler %s; name a file as its source, and apply the configuration"
              .formatted(id));
    }
    Map<String, byte[]> files = new HashMap<>(before.files());
    files.put(code.file(), octets);
    return new Bundle(before.name(), before.document(), files, before.variables());
  }

  private ProblemException unknown(String id) {
    long current = sites.standing().current();
    String known = current == 0 ? "" : String.join(", ", sites.handlers().of(current).keySet());
    return new ProblemException(
        Problem.NOT_FOUND,
        "the configuration has no handler %s; expected %s"
            .formatted(id, known.isEmpty() ? "one with handlers" : "one of " + known));
  }
}
