package dev.skerry.edge.compress;

import dev.skerry.edge.config.CompressionPolicy;
import dev.skerry.edge.config.CompressionPolicy.Coding;
import dev.skerry.edge.semantics.CacheControl;
import dev.skerry.edge.semantics.Directive;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how a response's content is to be encoded.
 *
 * @param negotiated whether another {@code Accept-Encoding} could have made another choice: then
 *     {@code Vary} must say so, also where nothing is encoded
 * @param coding what to encode with; null to leave the content as it is
 */
public record Choice(boolean negotiated, @Nullable Coding coding) {
  private static final Choice LEAVE = new Choice(false, null);

  /**
   * Chooses for one response.
   *
   * @param request what the viewer asked; a HEAD is chosen for as its GET would be
   * @param response as it came, before any change for this purpose
   */
  public static Choice of(Request request, Response response, CompressionPolicy policy) {
    if (!policy.enabled() || !mayBeEncoded(request, response, policy)) {
      return LEAVE;
    }
    List<Coding> offered = available(policy.codings());
    if (offered.isEmpty()) {
      return LEAVE;
    }
    Acceptance acceptance = Acceptance.of(request.fields().combined(FieldNames.ACCEPT_ENCODING));
    return new Choice(true, acceptance.best(offered));
  }

  /**
   * What to decode a stored response with for a viewer that accepts neither its coding nor anything
   * that a coding could be chosen for.
   *
   * @return null if the content may go out as it is stored, or must as it cannot be decoded
   */
  public static @Nullable Coding toDecode(Request request, Response stored) {
    Coding coding = CodedHead.codingOf(stored);
    if (coding == null
        || !Coders.available(coding)
        || stored.status() == 206
        || CacheControl.ofResponse(stored.fields()).has(Directive.NO_TRANSFORM)) {
      return null;
    }
    Acceptance acceptance = Acceptance.of(request.fields().combined(FieldNames.ACCEPT_ENCODING));
    return acceptance.weight(coding) == 0 && acceptance.acceptsIdentity() ? coding : null;
  }

  /** What to decode a response with for code that reads it; null if it cannot be decoded. */
  public static @Nullable Coding toRead(Response response) {
    Coding coding = CodedHead.codingOf(response);
    return coding != null && Coders.available(coding) ? coding : null;
  }

  private static boolean mayBeEncoded(
      Request request, Response response, CompressionPolicy policy) {
    Fields fields = response.fields();
    String type = fields.first(FieldNames.CONTENT_TYPE);
    return hasWholeContent(request, response.status())
        && type != null
        && policy.covers(type)
        && !fields.contains(FieldNames.CONTENT_ENCODING)
        && !fields.contains(FieldNames.CONTENT_RANGE)
        && isLongEnough(fields.first(FieldNames.CONTENT_LENGTH), policy.minBytes())
        && !CacheControl.ofResponse(fields).has(Directive.NO_TRANSFORM)
        && !CacheControl.ofRequest(request.fields()).has(Directive.NO_TRANSFORM);
  }

  private static boolean hasWholeContent(Request request, int status) {
    return status >= 200
        && status != 204
        && status != 205
        && status != 206
        && status != 304
        && !request.method().equals("CONNECT");
  }

  /** Content of unknown length may be long. */
  private static boolean isLongEnough(@Nullable String length, long minBytes) {
    if (length == null) {
      return true;
    }
    try {
      long bytes = Long.parseLong(length);
      return bytes > 0 && bytes >= minBytes;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static List<Coding> available(List<Coding> codings) {
    List<Coding> available = new ArrayList<>(codings.size());
    for (Coding coding : codings) {
      if (Coders.available(coding)) {
        available.add(coding);
      }
    }
    return available;
  }
}
