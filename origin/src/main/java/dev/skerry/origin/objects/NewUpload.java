package dev.skerry.origin.objects;

import org.jspecify.annotations.Nullable;

/** An upload in parts that is to begin; each as {@link Upload} has it. */
public record NewUpload(
    String key,
    String initiator,
    String owner,
    Traits traits,
    Encryption encryption,
    Upload.@Nullable Wanted checksum) {}
