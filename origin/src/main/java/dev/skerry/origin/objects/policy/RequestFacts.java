package dev.skerry.origin.objects.policy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of itself, for the conditions of policies. Asked only where a policy has a
 * condition that needs it, so functions may look things up.
 *
 * @param time now
 * @param sourceIp the address of the client as a literal; null where it is not known
 * @param secure whether it came over TLS
 * @param signature how it is signed
 * @param header the value of a header by its name in lower case, null where it is not there; for a
 *     browser's POST the form's fields under the names of the headers that they stand for
 * @param query the decoded value of a query parameter by its name, null where it is not there
 * @param existingTags those of the object as it is before the request
 * @param requestTags those that the request sends
 */
public record RequestFacts(
    Instant time,
    @Nullable String sourceIp,
    boolean secure,
    Supplier<Optional<SignedBy>> signature,
    Function<String, @Nullable String> header,
    Function<String, @Nullable String> query,
    Supplier<Map<String, String>> existingTags,
    Supplier<Map<String, String>> requestTags) {}
