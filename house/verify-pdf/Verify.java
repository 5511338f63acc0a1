import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * Reads lines of {@code flavour TAB path}, judges each file by veraPDF's profile of that flavour and
 * answers {@code flavour TAB path TAB clause TAB words} for every clause broken, and
 * {@code flavour TAB path TAB done} at the end of each.
 */
public class Verify {
  private static final int LONGEST = 200;

  public static void main(String[] none) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        String[] task = line.split("\t", 2);
        judge(task[0], task[1]);
        say(task[0], task[1], "done");
      }
    }
  }

  private static void judge(String name, String path) {
    PDFAFlavour flavour = PDFAFlavour.fromString(name);
    if (flavour == PDFAFlavour.NO_FLAVOUR) {
      say(name, path, "flavour", "veraPDF knows no flavour " + name);
      return;
    }
    Set<String> told = new TreeSet<>();
    var foundry = Foundries.defaultInstance();
    try (var in = new FileInputStream(path);
        var parser = foundry.createParser(in, flavour);
        var validator = foundry.createValidator(flavour, false)) {
      for (var result : validator.validateAll(parser)) {
        for (TestAssertion assertion : result.getTestAssertions()) {
          if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
          var rule = assertion.getRuleId();
          String clause = rule.getClause() + "-" + rule.getTestNumber();
          if (told.add(clause)) say(name, path, clause, String.valueOf(assertion.getMessage()));
        }
      }
    } catch (Exception unreadable) {
      say(name, path, "unreadable", String.valueOf(unreadable.getMessage()));
    }
  }

  private static void say(String... parts) {
    for (int i = 3; i < parts.length; i++) {
      String words = parts[i].replaceAll("\\s+", " ");
      parts[i] = words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }
    byte[] line = (String.join("\t", parts) + "\n").getBytes(StandardCharsets.UTF_8);
    System.out.write(line, 0, line.length);
    System.out.flush();
  }
}
