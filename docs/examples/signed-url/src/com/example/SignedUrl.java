package com.example;

import dev.skerry.handler.HandlerContext;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.ViewerRequestHandler;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lets in who has a URL that was signed and has not expired: {@code ?expires=SECONDS&signature=HEX}, HMAC-SHA256
 * over the path, a line feed and the seconds since 1970. What is stored is the same for all of them.
 */
public final class SignedUrl implements ViewerRequestHandler {
  private static final Pattern SIGNED = Pattern.compile("expires=([0-9]{1,12})&signature=([0-9a-f]{64})");

  @Override
  public Verdict onViewerRequest(Request request, HandlerContext context) throws GeneralSecurityException {
    String query = request.query();
    Matcher signed = SIGNED.matcher(query == null ? "" : query);
    if (!signed.matches()) {
      return refused("this address needs a signature");
    }
    byte[] expected = signature(context.bindings().text("SIGNING_KEY"), request.path() + "\n" + signed.group(1));
    if (!MessageDigest.isEqual(expected, HexFormat.of().parseHex(signed.group(2)))) {
      return refused("the signature is not of this address");
    }
    if (Long.parseLong(signed.group(1)) <= context.now().getEpochSecond()) {
      return refused("the signature has expired");
    }
    return Verdict.continueWith(request.query(null));
  }

  private static byte[] signature(String key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Verdict refused(String why) {
    Fields fields = Fields.of("content-type", "text/plain; charset=utf-8", "cache-control", "no-store");
    return Verdict.respond(new Response(403, fields), why + "\n");
  }
}
