package dev.skerry.control.sts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.control.api.Call;
import dev.skerry.control.api.Obstacle;
import dev.skerry.control.api.Reply;
import dev.skerry.control.api.Service;
import dev.skerry.http.Request;
import dev.skerry.origin.access.Access;
import dev.skerry.origin.access.Authentication;
import dev.skerry.origin.access.Identity;
import dev.skerry.origin.access.signature.Hashes;
import dev.skerry.origin.access.signature.Refusal;
import dev.skerry.origin.access.signature.SignedRequest;
import dev.skerry.origin.access.signature.SignedService;
import dev.skerry.origin.access.signature.TableAnswers;
import dev.skerry.origin.engine.EngineException;
import java.net.URLDecoder;
import org.jspecify.annotations.Nullable;

/** The Security Token Service, as far as {@code GetCallerIdentity} ("AWS STS API Reference"). */
public final class TokenService implements Service {
  private static final int CONTENT_BYTES_MAX = 64 << 10;
  private static final String ACTION = "Action";
  private static final String ONLY = "GetCallerIdentity";

  private final Access access;

  /** The service, for the accounts of an access. */
  public TokenService(Access access) {
    this.access = access;
  }

  @Override
  public long contentBytesMax() {
    return CONTENT_BYTES_MAX;
  }

  @Override
  public Reply answer(Call call) {
    SignedRequest request = SignedRequest.of(call.head(), Hashes.sha256(call.content().whole()));
    try {
      return switch (access.authenticate(SignedService.STS, request)) {
        case Authentication.Signed signed -> signed(call, signed.identity());
        case Authentication.Anonymous _ -> refused(new Refusal.Missing());
        case Authentication.Refused(Refusal refusal) -> refused(refusal);
      };
    } catch (EngineException e) {
      return refuse(call.head(), Obstacle.BUSY);
    }
  }

  private static Reply signed(Call call, Identity who) {
    String action = action(call);
    if (!ONLY.equals(action)) {
      return QueryReplies.error(
          400,
          "InvalidAction",
          "Could not find operation %s: of this service there is GetCallerIdentity"
              .formatted(action == null ? "(none)" : action));
    }
    return QueryReplies.result(ONLY, who.arn(), who.accountId());
  }

  /** The operation that the form or the query names; null for none. */
  private static @Nullable String action(Call call) {
    String query = call.head().query();
    String form = new String(call.content().whole(), ISO_8859_1);
    for (String pair : (form + '&' + (query == null ? "" : query)).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).equals(ACTION)) {
        return decoded(pair.substring(equals + 1));
      }
    }
    return null;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** The reasons are DynamoDB's, under the names that the query protocol has for them. */
  private static Reply refused(Refusal refusal) {
    var answer = TableAnswers.of(refusal);
    return switch (answer.code()) {
      case "IncompleteSignatureException" ->
          QueryReplies.error(400, "IncompleteSignature", answer.message());
      case "MissingAuthenticationTokenException" ->
          QueryReplies.error(403, "MissingAuthenticationToken", answer.message());
      case "UnrecognizedClientException" ->
          QueryReplies.error(403, "InvalidClientTokenId", answer.message());
      default -> QueryReplies.error(403, "SignatureDoesNotMatch", answer.message());
    };
  }

  @Override
  public Reply refuse(Request head, Obstacle why) {
    return switch (why) {
      case TOO_LARGE -> QueryReplies.error(413, "RequestEntityTooLarge", "The request is too long");
      case TOO_SLOW -> QueryReplies.error(408, "RequestTimeout", "The request came too slowly");
      case BUSY -> QueryReplies.error(503, "ServiceUnavailable", "Please try again later");
      case FAILED -> QueryReplies.error(500, "InternalFailure", "The request failed here");
    };
  }
}
