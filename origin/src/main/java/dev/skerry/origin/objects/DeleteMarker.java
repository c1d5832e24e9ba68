package dev.skerry.origin.objects;

import java.time.Instant;

/** A version that says that the key was deleted then. */
public record DeleteMarker(String key, VersionId id, long sequence, Instant modified, String owner)
    implements Version {}
