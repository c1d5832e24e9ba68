package dev.skerry.origin.access.signature;

import dev.skerry.http.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the field {@code authorization}: {@code AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…,
 * Signature=…}, the parts in any order.
 */
final class HeaderClaim {
  private static final String VERSION_4 = "AWS4-";
  private static final List<String> PARTS = List.of("Credential", "Signature", "SignedHeaders");

  private HeaderClaim() {}

  static Claim read(String authorization, Fields fields) throws RefusedException {
    int space = authorization.indexOf(' ');
    String scheme = space < 0 ? authorization : authorization.substring(0, space);
    if (!scheme.startsWith(VERSION_4)) {
      ClaimReader.algorithm(Place.HEADER, scheme, List.of(), authorization);
    }
    Map<String, String> parts =
        parts(space < 0 ? "" : authorization.substring(space + 1), authorization);
    @Nullable String sentDate = fields.first("x-amz-date");
    sentDate = sentDate == null ? fields.first("date") : sentDate;
    if (!scheme.equals(Claim.ALGORITHM)) {
      ClaimReader.algorithm(Place.HEADER, scheme, missing(parts, sentDate == null), authorization);
    }
    String credential = parts.get("Credential");
    String signature = parts.get("Signature");
    String signedFields = parts.get("SignedHeaders");
    if (credential == null || signature == null || signedFields == null) {
      throw new RefusedException(
          new Refusal.MissingParts(Place.HEADER, missing(parts, sentDate == null), authorization));
    }
    if (sentDate == null) {
      throw new RefusedException(new Refusal.MissingDate(authorization));
    }
    ClaimReader.Credential who = ClaimReader.credential(Place.HEADER, credential);
    Instant signedAt = Timestamps.parseDateField(sentDate);
    if (signedAt == null) {
      throw new RefusedException(new Refusal.MalformedDate(Place.HEADER, sentDate));
    }
    return new Claim(
        Place.HEADER,
        who.keyId(),
        who.scope(),
        Timestamps.isBasic(sentDate) ? sentDate : Timestamps.text(signedAt),
        signedAt,
        names(signedFields),
        signature,
        null,
        fields.first("x-amz-security-token"));
  }

  /** Names of fields with semicolons between them, sorted and in lower case. */
  static List<String> names(String text) {
    List<String> sent = Arrays.asList(text.split(";", -1));
    return areSortedNames(sent) ? sent : sorted(text);
  }

  /** Whether nothing is to be done: so most clients send them. */
  private static boolean areSortedNames(List<String> names) {
    String before = "";
    for (String name : names) {
      if (name.compareTo(before) <= 0 || !name.equals(name.toLowerCase(Locale.ROOT))) {
        return false;
      }
      before = name;
    }
    return true;
  }

  private static List<String> sorted(String text) {
    return Arrays.stream(text.split(";", -1))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private static Map<String, String> parts(String text, String authorization)
      throws RefusedException {
    Map<String, String> parts = new HashMap<>();
    int from = 0;
    while (from < text.length()) {
      int end = from;
      while (end < text.length() && !isSeparator(text.charAt(end))) {
        end++;
      }
      String part = text.substring(from, end);
      from = end + 1;
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.putIfAbsent(part.substring(0, equals), part.substring(equals + 1));
      } else if (!part.isEmpty()) {
        throw new RefusedException(new Refusal.MalformedPart(part, authorization));
      }
    }
    return parts;
  }

  private static boolean isSeparator(char c) {
    return c == ',' || c == ' ' || c == '\t';
  }

  private static List<String> missing(Map<String, String> parts, boolean noDate) {
    List<String> missing = new ArrayList<>(PARTS);
    missing.removeAll(parts.keySet());
    if (noDate) {
      missing.add("X-Amz-Date");
    }
    return missing;
  }
}
