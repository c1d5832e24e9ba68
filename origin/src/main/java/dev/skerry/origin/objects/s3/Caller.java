package dev.skerry.origin.objects.s3;

import dev.skerry.origin.access.Identity;
import dev.skerry.origin.access.signature.ChunkSignatures;
import dev.skerry.origin.access.signature.ContentHash;
import dev.skerry.origin.access.signature.Place;
import dev.skerry.origin.objects.policy.Requester;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param identity null for somebody unknown
 * @param content what the signature says of the content
 * @param chunks checks signatures of the content's chunks, where they have any
 * @param place where the signature stands; null where there is none
 */
public record Caller(
    @Nullable Identity identity,
    ContentHash content,
    Supplier<Optional<ChunkSignatures>> chunks,
    @Nullable Place place) {
  /** Somebody unknown. */
  static final Caller ANONYMOUS = new Caller(null, ContentHash.NOT_SIGNED, Optional::empty, null);

  /** As policies and lists know who asks. */
  Requester requester() {
    return identity == null
        ? Requester.ANONYMOUS
        : Requester.account(identity.accountId(), identity.canonicalId());
  }

  /** Under which what the caller owns is kept: the account's id, or what stands for nobody's. */
  String ownerId() {
    return identity == null ? Requester.ANONYMOUS.canonicalId() : identity.accountId();
  }

  /** The account's id; empty for somebody unknown. */
  public String accountId() {
    return identity == null ? "" : identity.accountId();
  }
}
