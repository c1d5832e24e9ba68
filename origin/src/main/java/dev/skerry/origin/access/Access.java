package dev.skerry.origin.access;

import dev.skerry.origin.access.account.AccessKey;
import dev.skerry.origin.access.account.Accounts;
import dev.skerry.origin.access.account.KeyHolder;
import dev.skerry.origin.access.signature.Claim;
import dev.skerry.origin.access.signature.ClaimReader;
import dev.skerry.origin.access.signature.ContentHash;
import dev.skerry.origin.access.signature.FormClaim;
import dev.skerry.origin.access.signature.Refusal;
import dev.skerry.origin.access.signature.RefusedException;
import dev.skerry.origin.access.signature.SignedRequest;
import dev.skerry.origin.access.signature.SignedService;
import dev.skerry.origin.access.signature.SigningKeys;
import dev.skerry.origin.access.signature.Verification;
import dev.skerry.origin.access.signature.Version2Claim;
import dev.skerry.origin.access.signature.Version2Text;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who sent a request. May be used by any thread but an event loop's, for a key that is
 * not in memory is asked of the engine, whose exceptions it throws.
 */
public final class Access {
  private final Accounts accounts;
  private final InstantSource clock;
  private final SigningKeys signingKeys = new SigningKeys();

  /** Believes the active keys of accounts, by a clock. */
  public Access(Accounts accounts, InstantSource clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * Looks who sent a request to a service.
   *
   * @param request with the content's hash where the service hashes content itself (tables)
   */
  public Authentication authenticate(SignedService service, SignedRequest request) {
    try {
      Claim claim = ClaimReader.read(request);
      if (claim == null) {
        return new Authentication.Anonymous();
      }
      Verification verification = new Verification(service, signingKeys);
      verification.checkClaim(claim, request, clock.instant());
      KeyHolder holder = holder(claim.keyId(), claim.token());
      AccessKey key = holder.key();
      ContentHash content = verification.checkSignature(claim, request, key.secret());
      return new Authentication.Signed(
          new Identity(holder.account(), key.id()),
          claim.place(),
          content,
          () -> verification.chunks(claim, key.secret()));
    } catch (RefusedException e) {
      return new Authentication.Refused(e.refusal());
    }
  }

  /**
   * Looks who sent a request for objects, which may be signed by version 2, too.
   *
   * @param bucket {@code /BUCKET} where that is in the host's name, else empty
   */
  public Authentication authenticateObjects(SignedRequest request, String bucket) {
    try {
      Version2Claim claim = Version2Claim.read(request, SignedService.S3, clock.instant());
      return claim == null
          ? authenticate(SignedService.S3, request)
          : byVersion2(claim, Version2Text.of(claim, request, bucket));
    } catch (RefusedException e) {
      return new Authentication.Refused(e.refusal());
    }
  }

  private Authentication byVersion2(Version2Claim claim, List<String> texts)
      throws RefusedException {
    KeyHolder holder = holder(claim.keyId(), claim.token());
    claim.check(texts, holder.key().secret());
    return new Authentication.Signed(
        new Identity(holder.account(), holder.key().id()),
        claim.place(),
        ContentHash.NOT_SIGNED,
        () -> {
          throw new IllegalStateException("version 2 signs no chunks");
        });
  }

  /**
   * Looks who signed the policy of a browser's upload. Whether the policy allows the upload, and
   * until when, the service says.
   *
   * @param form names in lower case, and values, of the fields before the file
   */
  public Authentication authenticateForm(SignedService service, Map<String, String> form) {
    try {
      Version2Claim version2 = Version2Claim.read(form);
      if (version2 != null) {
        return byVersion2(version2, List.of(form.getOrDefault(FormClaim.POLICY, "")));
      }
      Claim claim = FormClaim.read(form);
      @Nullable String policy = form.get(FormClaim.POLICY);
      if (claim == null || policy == null) {
        return new Authentication.Anonymous();
      }
      Verification verification = new Verification(service, signingKeys);
      verification.checkScopeAndTime(claim, clock.instant());
      KeyHolder holder = holder(claim.keyId(), claim.token());
      AccessKey key = holder.key();
      verification.checkPolicy(claim, policy, key.secret());
      return new Authentication.Signed(
          new Identity(holder.account(), key.id()),
          claim.place(),
          ContentHash.NOT_SIGNED,
          () -> verification.chunks(claim, key.secret()));
    } catch (RefusedException e) {
      return new Authentication.Refused(e.refusal());
    }
  }

  private KeyHolder holder(String id, @Nullable String token) throws RefusedException {
    if (token != null) {
      throw new RefusedException(new Refusal.UnknownToken(token));
    }
    if (!AccessKey.isId(id)) {
      throw new RefusedException(new Refusal.UnknownKey(id));
    }
    return accounts
        .holder(id)
        .filter(holder -> holder.key().active())
        .orElseThrow(() -> new RefusedException(new Refusal.UnknownKey(id)));
  }
}
