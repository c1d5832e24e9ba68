package dev.skerry.handler.jar;

import dev.skerry.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles handlers and packs them, in memory. */
final class Jars {
  private static final String HEAD =
      """
      package com.example;
      import dev.skerry.handler.*;
      import dev.skerry.http.*;
      import java.math.BigInteger;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;
      import java.util.concurrent.locks.*;
      import java.util.function.*;
      import java.util.regex.*;
      import java.util.stream.*;
      """;

  private Jars() {}

  /** A jar with one class at viewer-request, whose members and method body are given. */
  static byte[] viewerRequest(String members, String body) {
    return packed(
        null,
        compiled(
            "Tested",
            HEAD
                + "public class Tested implements ViewerRequestHandler { "
                + members
                + "\n"
                + " public Verdict onViewerRequest(Request request, HandlerContext context) throws"
                + " Exception {\n"
                + body
                + "\n} }"));
  }

  /** The class files of a source of the package {@code com.example}, by name within a jar. */
  static Map<String, byte[]> compiledHere(String name, String declaration) {
    return compiled(name, HEAD + declaration);
  }

  /** The class files of a source, by name within a jar. */
  static Map<String, byte[]> compiled(String name, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean well =
          compiler
              .getTask(
                  said,
                  new InMemory(files, written),
                  null,
                  List.of("-classpath", classes().toString(), "-g", "-proc:none"),
                  null,
                  List.of(new Source(name, source)))
              .call();
      if (!well) {
        throw new IllegalArgumentException(said.toString());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Map<String, byte[]> compiled = new LinkedHashMap<>();
    written.forEach((file, octets) -> compiled.put(file, octets.toByteArray()));
    return compiled;
  }

  private static Path classes() {
    try {
      return Path.of(Request.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A jar of these files, whose manifest names that handler, unless it is null. */
  static byte[] packed(@Nullable String handler, Map<String, byte[]> files) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (handler != null) {
      manifest.getMainAttributes().putValue(HandlerClass.IN_MANIFEST, handler);
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(octets, manifest)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        jar.putNextEntry(new JarEntry(file.getKey()));
        jar.write(file.getValue());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return octets.toByteArray();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written;

    InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> written) {
      super(files);
      this.written = written;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      String file = className.replace('.', '/') + kind.extension;
      return new SimpleJavaFileObject(URI.create("memory:///" + file), kind) {
        @Override
        public OutputStream openOutputStream() {
          return written.computeIfAbsent(file, _ -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
