package dev.skerry.origin.objects.s3.head;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the operation that a request asks for. */
public final class Operations {
  /** The field that makes a copy of what would be an upload. */
  public static final String COPY_SOURCE = "x-amz-copy-source";

  private static final Map<String, Operation> TABLE = table();
  private static final Set<String> OF_BUCKETS = parameters(Level.BUCKET);
  private static final Set<String> OF_OBJECTS = parameters(Level.OBJECT);

  private Operations() {}

  private static Map<String, Operation> table() {
    Map<String, Operation> table = new HashMap<>();
    for (Operation operation : Operation.values()) {
      table.put(entry(operation.method(), operation.level(), operation.parameter()), operation);
    }
    return Map.copyOf(table);
  }

  private static Set<String> parameters(Level level) {
    Set<String> parameters = new LinkedHashSet<>();
    for (Operation operation : Operation.values()) {
      String parameter = operation.parameter();
      if (operation.level() == level && parameter != null && !parameter.startsWith("@")) {
        parameters.add(parameter);
      }
    }
    return Set.copyOf(parameters);
  }

  private static String entry(String method, Level level, @Nullable String parameter) {
    return method + ' ' + level + ' ' + parameter;
  }

  /**
   * The operation of a request.
   *
   * @throws S3Exception {@code MethodNotAllowed} if there is none of that method, {@code
   *     InvalidArgument} if two are asked for at once
   */
  public static Operation of(String method, Address address, Query query, Fields fields) {
    Level level =
        address.bucket() == null
            ? Level.SERVICE
            : address.key() == null ? Level.BUCKET : Level.OBJECT;
    if (method.equals("OPTIONS")) {
      return Operation.PREFLIGHT;
    }
    Operation part = level == Level.OBJECT && method.equals("PUT") ? part(query, fields) : null;
    if (part != null) {
      return part;
    }
    String parameter = parameter(level, query);
    Operation found = TABLE.get(entry(method, level, parameter));
    if (found == null) {
      throw notAllowed(method, level, parameter);
    }
    if (found == Operation.PUT_OBJECT && fields.contains(COPY_SOURCE)) {
      return Operation.COPY_OBJECT;
    }
    return found;
  }

  private static @Nullable Operation part(Query query, Fields fields) {
    if (query.has("uploadId") && query.has("partNumber")) {
      return fields.contains(COPY_SOURCE) ? Operation.UPLOAD_PART_COPY : Operation.UPLOAD_PART;
    }
    return null;
  }

  private static @Nullable String parameter(Level level, Query query) {
    Set<String> known =
        switch (level) {
          case SERVICE -> Set.of();
          case BUCKET -> OF_BUCKETS;
          case OBJECT -> OF_OBJECTS;
        };
    List<String> asked = new ArrayList<>(1);
    for (String name : query.names()) {
      if (known.contains(name) && !asked.contains(name)) {
        asked.add(name);
      }
    }
    if (asked.size() > 1) {
      throw S3Exception.argument(
          "ResourceType", asked.getFirst(), "Conflicting query string parameters: " + asked);
    }
    if (asked.isEmpty()) {
      return null;
    }
    // Any other type than 2 is the first version's listing.
    boolean first =
        asked.getFirst().equals("list-type") && !query.value("list-type").orElse("").equals("2");
    return first ? null : asked.getFirst();
  }

  private static S3Exception notAllowed(String method, Level level, @Nullable String parameter) {
    Set<String> allowed = new LinkedHashSet<>();
    for (Operation operation : Operation.values()) {
      boolean same =
          parameter == null
              ? operation.parameter() == null
              : parameter.equals(operation.parameter());
      if (operation.level() == level && same) {
        allowed.add(operation.method());
      }
    }
    return S3Error.METHOD_NOT_ALLOWED
        .exception()
        .with("Method", method)
        .with("ResourceType", parameter == null ? level.name() : parameter.toUpperCase(Locale.ROOT))
        .field("allow", String.join(", ", allowed));
  }
}
