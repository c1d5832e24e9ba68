package dev.skerry.handler.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What the handbook shows (docs/handlers-java.md) compiles, and does what it says. */
class HandbookTest {
  private static final Pattern CLASS = Pattern.compile("class (\\w+)");

  @TempDir private Path classes;
  private String page = "";

  @BeforeEach
  void compile() throws IOException {
    page = Files.readString(Path.of("..", "docs", "handlers-java.md"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean well =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of(
                    "-d",
                    classes.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-proc:none"),
                null,
                blocks("java").stream()
                    .filter(block -> CLASS.matcher(block).find())
                    .map(HandbookTest::source)
                    .toList())
            .call();
    assertThat(well).as(said.toString()).isTrue();
  }

  private List<String> blocks(String language) {
    Matcher blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
    List<String> found = new ArrayList<>();
    while (blocks.find()) {
      found.add(blocks.group(1));
    }
    return found;
  }

  private static JavaFileObject source(String text) {
    Matcher name = CLASS.matcher(text);
    assertThat(name.find()).isTrue();
    URI uri = URI.create("string:///" + name.group(1) + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /** The jar that the handbook's build makes. */
  private Path jar() throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Skerry-Handler", namedInPom());
    Path jar = classes.resolve("country-redirect.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new ZipEntry("com/example/CountryRedirect.class"));
      out.write(Files.readAllBytes(classes.resolve("com/example/CountryRedirect.class")));
    }
    return jar;
  }

  private String namedInPom() throws Exception {
    byte[] pom = blocks("xml").getFirst().getBytes(StandardCharsets.UTF_8);
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(pom))
            .getDocumentElement();
    return project.getElementsByTagName("Skerry-Handler").item(0).getTextContent();
  }

  @Test
  void itsTestSucceeds() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Class<?> type = loader.loadClass("com.example.CountryRedirectTest");
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Object test = constructor.newInstance();
      var tests =
          Stream.of(type.getDeclaredMethods())
              .filter(method -> method.isAnnotationPresent(Test.class))
              .toList();
      assertThat(tests).hasSize(2);
      for (var each : tests) {
        each.setAccessible(true);
        each.invoke(test);
      }
    }
  }

  @Test
  void itsEventFileFindsItsJarAsExpected() throws Exception {
    String json = blocks("json").getFirst();
    Path events = Files.writeString(classes.resolve("events.json"), json);
    try (HandlerUnderTest handler = HandlerUnderTest.jar(jar())) {
      assertThat(handler.differences(events)).isEmpty();
    }
    assertThat(EventFile.read("events.json", json.getBytes(StandardCharsets.UTF_8))).hasSize(2);
  }
}
