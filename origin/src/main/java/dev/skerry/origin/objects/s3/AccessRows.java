package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.ObjectStore;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.Setting;
import dev.skerry.origin.objects.policy.Acl;
import dev.skerry.origin.objects.policy.AclOctets;
import dev.skerry.origin.objects.policy.BucketRules;
import dev.skerry.origin.objects.policy.ObjectOwnership;
import dev.skerry.origin.objects.policy.Owner;
import dev.skerry.origin.objects.policy.PublicAccessBlock;
import dev.skerry.origin.objects.row.Octets;
import java.util.Map;

/** What buckets and objects have in their rows of who may do what. May be used by any thread. */
final class AccessRows {
  /** The kind of the setting that is a bucket's list. */
  static final String ACL = "acl";

  /** The kind of the setting that is its policy. */
  static final String POLICY = "policy";

  /** The kind of the setting that withholds it from the public. */
  static final String PUBLIC_ACCESS = "publicAccessBlock";

  /** The kind of the setting that says whose objects are. */
  static final String OWNERSHIP = "ownershipControls";

  private static final int BLOCK_ACLS = 1;
  private static final int IGNORE_ACLS = 2;
  private static final int BLOCK_POLICY = 4;
  private static final int RESTRICT_BUCKETS = 8;

  private final ObjectStore store;
  private final Owners owners;
  private final Policies policies = new Policies();

  AccessRows(ObjectStore store, Owners owners) {
    this.store = store;
    this.owners = owners;
  }

  /** What a bucket says, as of one moment. */
  BucketRules of(Bucket bucket) {
    Map<String, Setting> settings = store.settings().all(bucket);
    String canonical = owners.canonicalOf(bucket.owner());
    Setting acl = settings.get(ACL);
    Setting block = settings.get(PUBLIC_ACCESS);
    Setting ownership = settings.get(OWNERSHIP);
    Setting policy = settings.get(POLICY);
    return new BucketRules(
        bucket.name(),
        bucket.region(),
        new Owner(bucket.owner(), canonical),
        ownership == null ? ObjectOwnership.DEFAULT : ObjectOwnership.of(ownership.octets().text()),
        acl == null ? Acl.ownersOnly(canonical) : AclOctets.read(acl.octets().octets()),
        block == null ? PublicAccessBlock.NOTHING : block(block.octets()),
        policy == null ? null : policies.of(bucket, policy.octets()));
  }

  /** The list of an object, which is its owner's alone where none was ever set. */
  Acl of(ObjectVersion object) {
    Octets octets = object.traits().acl();
    return octets.length() == 0
        ? Acl.ownersOnly(owners.canonicalOf(object.owner()))
        : AclOctets.read(octets.octets());
  }

  /** A list as an object's row has it: nothing where it is the owner's alone. */
  static Octets octets(Acl acl) {
    return acl.isOwnersOnly() ? Octets.NONE : Octets.owning(AclOctets.write(acl));
  }

  /** A setting that withholds a bucket from the public, as its row has it. */
  static Octets octets(PublicAccessBlock block) {
    int bits =
        (block.blockPublicAcls() ? BLOCK_ACLS : 0)
            | (block.ignorePublicAcls() ? IGNORE_ACLS : 0)
            | (block.blockPublicPolicy() ? BLOCK_POLICY : 0)
            | (block.restrictPublicBuckets() ? RESTRICT_BUCKETS : 0);
    return Octets.owning(new byte[] {(byte) bits});
  }

  private static PublicAccessBlock block(Octets octets) {
    int bits = octets.octets()[0];
    return new PublicAccessBlock(
        (bits & BLOCK_ACLS) != 0,
        (bits & IGNORE_ACLS) != 0,
        (bits & BLOCK_POLICY) != 0,
        (bits & RESTRICT_BUCKETS) != 0);
  }

  /** The account's id under which what has this list is kept. */
  static String accountOf(Acl acl, Caller writer, Bucket bucket) {
    return acl.owner().equals(writer.requester().canonicalId()) ? writer.ownerId() : bucket.owner();
  }

  /** Gives a bucket a list. */
  void set(Bucket bucket, Acl acl) {
    var _ = store.settings().set(bucket, ACL, Octets.owning(AclOctets.write(acl)));
  }
}
