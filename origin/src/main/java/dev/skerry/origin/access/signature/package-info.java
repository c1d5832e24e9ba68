/**
 * AWS Signature Version 4 as pure functions, and for objects version 2: what a request claims, what
 * it should have been signed with, and what each service answers when the two do not agree.
 *
 * <p>Sources: "Signature Version 4 signing process" in the AWS IAM user guide, "Authenticating
 * Requests (AWS Signature Version 4)" and "Error responses" in the Amazon S3 API reference. This
 * package knows keys by their secrets only, reads no clock, and uses of Skerry the message model.
 */
@NullMarked
package dev.skerry.origin.access.signature;

import org.jspecify.annotations.NullMarked;
