package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.ObjectLock;
import dev.skerry.origin.objects.Tag;
import dev.skerry.origin.objects.Traits;
import dev.skerry.origin.objects.policy.Acl;
import dev.skerry.origin.objects.policy.AskedAcl;
import dev.skerry.origin.objects.policy.NewAcls;
import dev.skerry.origin.objects.policy.ObjectRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose an object will be that a call writes, and who else may do something with it.
 *
 * @param owner the id of the account
 * @param acl its list
 */
record NewObject(String owner, Acl acl) {
  /**
   * What a write may leave behind, once it is sure that it may: a list, tags and a lock each have
   * an action of their own beside the write itself, which the caller has asked for.
   *
   * <p>Sources: "Permissions" of PutObject, CopyObject and CreateMultipartUpload in the Amazon S3
   * API reference.
   *
   * @param asked the list that the call asks for; null for none
   * @param tags that the object gets by the call
   * @param lock that the call asks for
   */
  static NewObject of(
      Ask ask, Rights rights, @Nullable AskedAcl asked, List<Tag> tags, ObjectLock lock) {
    Subject subject = Subject.of(ask.key()).sending(() -> tags);
    Caller writer = ask.caller();
    Acl acl = NewAcls.ofNewObject(asked, writer.requester(), rights.rules());
    if (asked != null && rights.rules().ownership().listsCount()) {
      // Who writes an object owns it until it is given away, which is for its owner to do.
      Acl writers = Acl.ownersOnly(writer.requester().canonicalId());
      rights.require("s3:PutObjectAcl", subject.with(new ObjectRules(writers)));
    }
    if (!tags.isEmpty()) {
      rights.require("s3:PutObjectTagging", subject);
    }
    if (lock.retention() != null) {
      rights.require("s3:PutObjectRetention", subject);
    }
    if (lock.legalHold() != null) {
      rights.require("s3:PutObjectLegalHold", subject);
    }
    return new NewObject(AccessRows.accountOf(acl, writer, rights.bucket()), acl);
  }

  /** Traits with the list. */
  Traits in(Traits traits) {
    return traits.withAcl(AccessRows.octets(acl));
  }
}
