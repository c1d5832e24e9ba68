package dev.skerry.edge.config;

import org.jspecify.annotations.Nullable;

/**
 * A path pattern and everything that holds for the requests it matches.
 *
 * <p>A rule is complete: the site's settings are already beneath its own, so nobody has to look
 * further.
 *
 * @param name for logs and explanations: the site's name, a slash and the rule's own name or number
 * @param path which requests
 * @param pool the origin pool's name in {@link Snapshot#pools()}; null only if {@code changes}
 *     redirects
 * @param cache what is stored and for how long
 * @param key what of a request makes its cache key
 * @param guards who may ask, and how often
 * @param changes what is changed in requests and responses
 * @param compression what is compressed on the way to the viewer
 * @param forwarded what the origin is told of the viewer
 * @param hooks the handlers that are run
 */
public record Rule(
    String name,
    PathPattern path,
    @Nullable String pool,
    CachePolicy cache,
    KeyPolicy key,
    Guards guards,
    Changes changes,
    CompressionPolicy compression,
    ForwardedPolicy forwarded,
    Hooks hooks) {}
