package dev.skerry.origin.tables.model.item;

import dev.skerry.origin.tables.model.schema.Projection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index, as a model says it.
 *
 * @param global whether it has a partition key of its own
 * @param partition its partition key
 * @param sort its sort key; null if it has none
 * @param projection what its entries have
 * @param include with {@link Projection#INCLUDE}: attributes besides the keys
 * @param readUnits a second; 0: as the table
 * @param writeUnits a second; 0: as the table
 */
public record Index(
    String name,
    boolean global,
    Component partition,
    @Nullable Component sort,
    Projection projection,
    List<String> include,
    long readUnits,
    long writeUnits) {}
