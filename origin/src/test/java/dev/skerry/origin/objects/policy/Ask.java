package dev.skerry.origin.objects.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes questions about the bucket {@code photos} of Ann, one fact after the other. */
final class Ask {
  static final String BUCKET = "photos";
  static final Requester ANN = Requester.account("111111111111", "a".repeat(64));
  static final Requester BEN = Requester.account("222222222222", "b".repeat(64));
  static final Requester EVE = Requester.account("333333333333", "e".repeat(64));
  static final Owner OWNER = new Owner("111111111111", "a".repeat(64));

  static final KnownPrincipals KNOWN =
      new KnownPrincipals() {
        @Override
        public boolean hasAccount(String id) {
          return List.of("111111111111", "222222222222", "333333333333").contains(id);
        }

        @Override
        public boolean hasCanonicalId(String canonicalId) {
          return canonicalId.equals(BEN.canonicalId());
        }
      };

  private Requester requester = ANN;
  private ObjectOwnership ownership = ObjectOwnership.DEFAULT;
  private Acl acl = Acl.ownersOnly(ANN.canonicalId());
  private PublicAccessBlock block = PublicAccessBlock.NOTHING;
  private @Nullable PolicyDocument policy;
  private @Nullable String key;
  private @Nullable ObjectRules object;
  private Instant time = Instant.parse("2026-11-21T12:00:00Z");
  private @Nullable String sourceIp = "192.0.2.7";
  private boolean secure;
  private final Map<String, String> headers = new HashMap<>();
  private final Map<String, String> query = new HashMap<>();
  private final Map<String, String> existingTags = new HashMap<>();
  private final Map<String, String> requestTags = new HashMap<>();

  static Ask by(Requester requester) {
    Ask ask = new Ask();
    ask.requester = requester;
    return ask;
  }

  static PolicyDocument policy(String json) {
    return PolicyDocument.parse(json.getBytes(UTF_8), BUCKET, KNOWN);
  }

  static Action action(String name) {
    for (Action action : Action.values()) {
      if (action.actionName().equals(name)) {
        return action;
      }
    }
    throw new IllegalArgumentException(name);
  }

  Ask key(String value) {
    key = value;
    return this;
  }

  Ask object(Acl value) {
    object = new ObjectRules(value);
    return key == null ? key("a.jpg") : this;
  }

  Ask ownership(ObjectOwnership value) {
    ownership = value;
    return this;
  }

  Ask acl(Acl value) {
    acl = value;
    return this;
  }

  Ask block(PublicAccessBlock value) {
    block = value;
    return this;
  }

  Ask policyOf(String json) {
    policy = policy(json);
    return this;
  }

  Ask at(String instant) {
    time = Instant.parse(instant);
    return this;
  }

  Ask from(@Nullable String ip) {
    sourceIp = ip;
    return this;
  }

  Ask overTls() {
    secure = true;
    return this;
  }

  Ask header(String name, String value) {
    headers.put(name.toLowerCase(Locale.ROOT), value);
    return this;
  }

  Ask query(String name, String value) {
    query.put(name, value);
    return this;
  }

  Ask existingTag(String name, String value) {
    existingTags.put(name, value);
    return this;
  }

  Ask requestTag(String name, String value) {
    requestTags.put(name, value);
    return this;
  }

  BucketRules bucket() {
    return new BucketRules(BUCKET, "us-east-1", OWNER, ownership, acl, block, policy);
  }

  Question question(Action action) {
    Optional<SignedBy> signature =
        requester.anonymous()
            ? Optional.empty()
            : Optional.of(new SignedBy("AWS4-HMAC-SHA256", "REST-HEADER", 1_500));
    String of = key == null && action.onObject() ? "a.jpg" : key;
    return new Question(
        requester,
        action,
        bucket(),
        of,
        object,
        new RequestFacts(
            time,
            sourceIp,
            secure,
            () -> signature,
            headers::get,
            query::get,
            () -> existingTags,
            () -> requestTags));
  }

  Verdict to(Action action) {
    return Authorization.decide(question(action));
  }
}
