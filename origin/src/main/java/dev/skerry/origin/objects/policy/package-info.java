/**
 * Who may do what with buckets and objects: "may this requester do this action on this resource
 * under these conditions", answered from the bucket's policy, the access control lists, object
 * ownership and the public access block alone.
 *
 * <p>{@link dev.skerry.origin.objects.policy.Authorization} answers a {@link
 * dev.skerry.origin.objects.policy.Question}; {@link
 * dev.skerry.origin.objects.policy.PolicyDocument} reads what PutBucketPolicy sends; {@link
 * dev.skerry.origin.objects.policy.NewAcls} says what list and whose object a request leaves
 * behind. All is pure and immutable: no engine, no HTTP, no XML, no clock. Sources are Amazon S3's
 * user guide (policy evaluation, ACL overview, object ownership, block public access) and IAM's
 * reference of policy elements. It uses nothing else of Skerry.
 */
@NullMarked
package dev.skerry.origin.objects.policy;

import org.jspecify.annotations.NullMarked;
