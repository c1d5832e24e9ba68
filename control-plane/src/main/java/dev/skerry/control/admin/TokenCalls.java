package dev.skerry.control.admin;

import dev.skerry.edge.admin.AdminAnswer;
import dev.skerry.edge.admin.AdminCall;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.Scope;
import dev.skerry.edge.admin.shape.Bounds;
import dev.skerry.edge.admin.shape.Describe;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the admin API does with tokens; all of it needs {@link Scope#ADMIN}. */
final class TokenCalls {
  private static final String PATH = "/v1/tokens";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  /** Names that mean somebody else in the audit log. */
  private static final Set<String> RESERVED = Set.of("admin-token", "file");

  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();
  private static final long USUAL_VALIDITY_SECONDS = 90 * DAY_SECONDS;

  private final Tokens tokens;

  private TokenCalls(Tokens tokens) {
    this.tokens = tokens;
  }

  @Describe("A token to be made.")
  record Wanted(
      @Describe("1 to 64 of A-Z a-z 0-9 . _ @ -, unlike all others'.") String name,
      @Describe("What its bearer may do; admin is everything.") @Bounds(min = 1, max = 4)
          List<Scope> scopes,
      @Describe("Seconds for which it is in force; 90 days if missing.")
          @Bounds(min = 60, max = 315_360_000)
          @Nullable Long validSeconds) {
    Wanted {
      scopes = List.copyOf(scopes);
      if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
        throw new IllegalArgumentException(
            "expected a name of 1 to 64 of A-Z a-z 0-9 . _ @ -, and not one of %s, found '%s'"
                .formatted(RESERVED.stream().sorted().toList(), name));
      }
    }
  }

  @Describe("What is known of a token.")
  record Shown(
      String name,
      List<Scope> scopes,
      Instant createdAt,
      @Describe("The name of the token with which it was made.") String createdBy,
      Instant expiresAt,
      @Describe("To the minute; null for never.") @Nullable Instant lastUsedAt) {
    static Shown of(Token token) {
      return new Shown(
          token.name(),
          sorted(token.scopes()),
          token.createdAt(),
          token.createdBy(),
          token.expiresAt(),
          token.lastUsedAt());
    }
  }

  @Describe("A new token.")
  record Created(
      String name,
      List<Scope> scopes,
      Instant expiresAt,
      @Describe("Its text, which is told this once.") String token) {
    /** Without the text, which belongs into no log. */
    @Override
    public String toString() {
      return name;
    }
  }

  @Describe("The tokens that there are, by name, but for that of the data folder.")
  record Listed(List<Shown> tokens) {}

  private static List<Scope> sorted(Set<Scope> scopes) {
    return scopes.stream().sorted().toList();
  }

  static List<Endpoint> endpoints(Tokens tokens) {
    TokenCalls calls = new TokenCalls(tokens);
    return List.of(
        Endpoint.get(PATH)
            .summary("The tokens that there are, without their texts")
            .answers(200, Listed.class)
            .by(_ -> AdminAnswer.ok(calls.list())),
        Endpoint.post(PATH)
            .summary("Make a token")
            .content(Wanted.class)
            .answers(201, Created.class)
            .by(calls::create),
        Endpoint.delete(PATH + "/{token}")
            .summary("Revoke a token: it is not believed from then on")
            .path("token", "Its name")
            .answersNothing(204)
            .by(calls::revoke));
  }

  private Listed list() {
    return new Listed(tokens.list().stream().map(Shown::of).toList());
  }

  private AdminAnswer create(AdminCall call) throws ProblemException {
    Wanted wanted = call.content(Wanted.class);
    Long asked = wanted.validSeconds();
    Duration validity = Duration.ofSeconds(asked == null ? USUAL_VALIDITY_SECONDS : asked);
    Set<Scope> scopes = EnumSet.copyOf(wanted.scopes());
    call.note("token %s with %s for %d s".formatted(wanted.name(), scopes, validity.toSeconds()));
    try {
      Tokens.Made made =
          tokens.create(new Tokens.Wanted(wanted.name(), scopes, validity, call.caller().name()));
      Token token = made.token();
      return AdminAnswer.created(
          PATH + "/" + token.name(),
          new Created(token.name(), sorted(scopes), token.expiresAt(), made.text()));
    } catch (TokenException e) {
      throw new ProblemException(Problem.CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  private AdminAnswer revoke(AdminCall call) throws ProblemException {
    String name = call.required("token");
    if (!tokens.revoke(name)) {
      throw new ProblemException(Problem.NOT_FOUND, "there is no token '" + name + "'");
    }
    return AdminAnswer.noContent();
  }
}
