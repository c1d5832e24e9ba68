package dev.skerry.origin.objects.s3;

import dev.skerry.http.Request;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request to S3.
 *
 * @param head owned by the call
 * @param content as it was framed by HTTP; read once, by the call's thread
 * @param announced octets of content by HTTP's framing; -1 if that does not tell
 * @param client the address that it came from, as a literal; null where it is not known
 * @param memory for what is made of the content
 */
public record S3Call(
    Request head,
    InputStream content,
    long announced,
    @Nullable String client,
    CallBudget memory) {}
