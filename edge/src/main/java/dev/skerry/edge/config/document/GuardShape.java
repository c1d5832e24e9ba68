package dev.skerry.edge.config.document;

import dev.skerry.edge.config.Cidr;
import dev.skerry.edge.config.RateLimitPolicy.By;
import dev.skerry.edge.config.Secret;
import java.util.List;
import java.util.Map;

/** How it is written who may ask, and how often. */
final class GuardShape {
  static final Field<List<Cidr>> ALLOW =
      Field.of("allow", ListShape.oneOrMany(Texts.CIDR, 10_000), "These may ask.");
  static final Field<List<Cidr>> DENY =
      Field.of("deny", ListShape.oneOrMany(Texts.CIDR, 10_000), "These are answered with 403.");
  static final Field<List<Settings>> ACCESS =
      Field.of(
              "access",
              ListShape.of(
                  ObjectShape.of(
                      "access", "Addresses that may or may not ask; one of the two.", ALLOW, DENY),
                  1,
                  1000),
              "Which addresses may ask: the first entry with the viewer's address decides, and"
                  + " where none has it, the viewer may.")
          .like("[{allow: 10.0.0.0/8}, {deny: all}]")
          .removable();

  static final Field<Double> RATE =
      Field.of(
              "requests-per-second",
              Scalars.decimal(0.001, 1_000_000),
              "How many requests per second on average.")
          .required();
  static final Field<Integer> BURST =
      Field.of(
          "burst",
          Scalars.integer(1, 1_000_000),
          "How many may come at once; as many as in a second by default.");
  static final Field<By> BY =
      Field.of(
              "by",
              Scalars.choice(By.class),
              "Who shares the rate: one address (of IPv6 its first 64 bits), requests with the same"
                  + " value of a header field, or all requests of the rule.")
          .or(By.ADDRESS);
  static final Field<String> RATE_HEADER =
      Field.of("header", Texts.FIELD_NAME, "The request field for by: header.").like("x-api-key");
  static final Field<Settings> RATE_LIMIT =
      Field.of(
              "rate-limit",
              ObjectShape.of(
                      "rate-limit",
                      "How often a viewer may ask; more is answered with 429 and Retry-After.",
                      RATE,
                      BURST,
                      BY,
                      RATE_HEADER)
                  .whole(),
              "How often a viewer may ask.")
          .removable();

  static final Field<Map<String, Secret>> KEYS =
      Field.of(
              "keys",
              new MapShape<>("a key's id", Texts::keyId, Texts.SECRET, 32),
              "Secrets by key id; several while keys are rotated.")
          .required()
          .like("{k1: \"${ENV:URL_KEY}\"}");
  static final Field<Settings> SIGNED_URLS =
      Field.of(
              "signed-urls",
              ObjectShape.of(
                      "signed-urls",
                      "Only requests with a signature that has not expired are answered; others get"
                          + " 403. A URL is signed by three parameters at the end of its query:"
                          + " skerry-expires (Unix time in seconds), skerry-key (the key's id) and"
                          + " skerry-signature: HMAC-SHA256, base64url without padding, over the"
                          + " host in lower case, a line feed, and path and query as they are sent,"
                          + " up to but not including &skerry-signature.",
                      KEYS)
                  .whole(),
              "Only signed requests are answered.")
          .removable();

  static final Field<String> REALM =
      Field.of("realm", Texts.REALM, "What browsers show.").or("restricted");
  static final Field<Map<String, String>> USERS =
      Field.of(
              "users",
              new MapShape<>("a user's name", Texts::userName, Texts.PASSWORD_HASH, 10_000),
              "Users and their hashed passwords.")
          .required()
          .like("{anna: $2b$12$…}");
  static final Field<Settings> BASIC_AUTH =
      Field.of(
              "basic-auth",
              ObjectShape.of(
                      "basic-auth", "Only these users are answered; others get 401.", REALM, USERS)
                  .whole(),
              "Users and passwords.")
          .removable();

  private GuardShape() {}
}
