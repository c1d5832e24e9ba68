package dev.skerry.origin.objects.policy;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which permission of which access control list an action needs.
 *
 * <p>Source: "Mapping of ACL permissions and access policy permissions" in "Access control list
 * (ACL) overview". An action that is not here no list grants.
 */
final class Lists {
  private static final Map<Action, Permission> OF_BUCKET = new EnumMap<>(Action.class);
  private static final Map<Action, Permission> OF_OBJECT = new EnumMap<>(Action.class);

  static {
    OF_BUCKET.put(Action.LIST_BUCKET, Permission.READ);
    OF_BUCKET.put(Action.LIST_BUCKET_VERSIONS, Permission.READ);
    OF_BUCKET.put(Action.LIST_BUCKET_MULTIPART_UPLOADS, Permission.READ);
    OF_BUCKET.put(Action.PUT_OBJECT, Permission.WRITE);
    OF_BUCKET.put(Action.GET_BUCKET_ACL, Permission.READ_ACP);
    OF_BUCKET.put(Action.PUT_BUCKET_ACL, Permission.WRITE_ACP);
    OF_OBJECT.put(Action.GET_OBJECT, Permission.READ);
    OF_OBJECT.put(Action.GET_OBJECT_VERSION, Permission.READ);
    OF_OBJECT.put(Action.GET_OBJECT_TORRENT, Permission.READ);
    OF_OBJECT.put(Action.GET_OBJECT_VERSION_TORRENT, Permission.READ);
    OF_OBJECT.put(Action.GET_OBJECT_ACL, Permission.READ_ACP);
    OF_OBJECT.put(Action.GET_OBJECT_VERSION_ACL, Permission.READ_ACP);
    OF_OBJECT.put(Action.PUT_OBJECT_ACL, Permission.WRITE_ACP);
    OF_OBJECT.put(Action.PUT_OBJECT_VERSION_ACL, Permission.WRITE_ACP);
  }

  /** What only the account that owns an object can allow others, the bucket's owner included. */
  static final Set<Action> OF_OBJECTS_OWNER = EnumSet.copyOf(OF_OBJECT.keySet());

  static {
    OF_OBJECTS_OWNER.add(Action.GET_OBJECT_ATTRIBUTES);
    OF_OBJECTS_OWNER.add(Action.GET_OBJECT_VERSION_ATTRIBUTES);
  }

  private Lists() {}

  /** Whether an action is one that lists grant: then they are asked for owners, too. */
  static boolean governs(Action action) {
    return OF_BUCKET.containsKey(action) || OF_OBJECT.containsKey(action);
  }

  /** Whether the list of the bucket or of the object grants what is asked for. */
  static boolean grant(Question question) {
    Requester requester = question.requester();
    BucketRules bucket = question.bucket();
    Action action = question.action();
    if (action == Action.DELETE_OBJECT) {
      return mayWriteOwn(question);
    }
    Permission ofBucket = OF_BUCKET.get(action);
    if (ofBucket != null) {
      return gives(bucket.effectiveAcl(), ofBucket, requester, bucket);
    }
    Permission ofObject = OF_OBJECT.get(action);
    return ofObject != null && gives(objectAcl(question), ofObject, requester, bucket);
  }

  /** Deletions are for who may write to the bucket and owns the object, or finds none. */
  private static boolean mayWriteOwn(Question question) {
    ObjectRules object = question.object();
    return gives(
            question.bucket().effectiveAcl(),
            Permission.WRITE,
            question.requester(),
            question.bucket())
        && (object == null || question.objectOwner().equals(question.requester().canonicalId()));
  }

  private static Acl objectAcl(Question question) {
    @Nullable ObjectRules object = question.object();
    return object == null || !question.bucket().ownership().listsCount()
        ? Acl.ownersOnly(question.bucket().owner().canonicalId())
        : object.acl();
  }

  private static boolean gives(
      Acl acl, Permission permission, Requester requester, BucketRules bucket) {
    boolean acp = permission == Permission.READ_ACP || permission == Permission.WRITE_ACP;
    return (acp && !requester.anonymous() && acl.owner().equals(requester.canonicalId()))
        || acl.gives(permission, requester, bucket.publicAccess().ignorePublicAcls());
  }
}
