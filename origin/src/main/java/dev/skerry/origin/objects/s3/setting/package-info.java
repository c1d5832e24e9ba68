/**
 * The documents that buckets are set by: which there may be, what they say, and how they are
 * answered; pure.
 *
 * <p>Each is read strictly from the XML of a request, kept as the XML that is answered to who asks
 * for it, and read again from that. Uses the kernel's rules, S3's XML and its errors. Sources:
 * PutBucketCors, PutBucketLifecycleConfiguration and PutBucketWebsite in the Amazon S3 API
 * reference. What a bucket is to tell of (PutBucketNotificationConfiguration) is only read and
 * checked: there is nobody yet who could be told.
 */
@NullMarked
package dev.skerry.origin.objects.s3.setting;

import org.jspecify.annotations.NullMarked;
