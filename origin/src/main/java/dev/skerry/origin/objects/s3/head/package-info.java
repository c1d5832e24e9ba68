/**
 * What the head of a request to S3 means: what it is addressed to, which operation it asks for, and
 * what its fields say of ranges, conditions and metadata. Pure functions.
 *
 * <p>Sources: "Actions" and "Common Request Headers" in the Amazon S3 API reference, "Virtual
 * hosting of buckets" in the user guide, RFC 9110 §13 and §14. Uses the message model and S3's
 * errors.
 */
@NullMarked
package dev.skerry.origin.objects.s3.head;

import org.jspecify.annotations.NullMarked;
