import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Validates each PDF named on the command line against PDF/UA-1; prints what fails. */
public class Validate {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean valid = true;
        for (String file : files) {
            try (var input = new FileInputStream(file);
                    var parser = Foundries.defaultInstance().createParser(input, PDFAFlavour.PDFUA_1);
                    var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
                var result = validator.validate(parser);
                valid &= result.isCompliant();
                for (var assertion : result.getTestAssertions()) {
                    if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                        System.out.println(file + ": " + assertion.getRuleId() + " " + assertion.getMessage()
                            + " " + assertion.getLocation().getContext());
                    }
                }
                System.out.println(file + ": " + result.getTotalAssertions() + " checks");
            }
        }
        System.exit(valid ? 0 : 1);
    }
}
