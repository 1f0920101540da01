package cevns.drivers.dig2.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.time.WallClock;
import cevns.drivers.dig2.SteadySignals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The emulated DPP-PSD board, seen by a client that was written from the document alone. */
class DppEmulatorTest {

    private Dig2Emulator board;
    private RawClient client;

    @BeforeEach
    void connect() throws IOException {
        board =
                new Dig2Emulator(
                        Dig2EmulatorOptions.read(
                                Configs.parse("firmware = dpp_psd, channels = 4", "board")),
                        new SteadySignals(5_000_000, 1),
                        WallClock.SYSTEM,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        board.start();
        client = new RawClient(board.address());
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        board.close();
    }

    @Test
    void offersRawAndTheSoftwareEndpointWithItsStatistics() throws IOException {
        List<String> found = new ArrayList<>();
        for (String handle : client.ask("getChildHandles", 0, "/endpoint", "").value()) {
            long node = Long.parseLong(handle);
            List<String> properties = client.ask("getNodeProperties", node, "", "").value();
            found.add(properties.toString());
            if (properties.get(0).equals("dpppsd")) {
                assertThat(client.ask("getHandle", node, "/stats", "").ok()).isTrue();
            }
        }
        assertThat(found).containsExactly("[par, FOLDER]", "[raw, ENDPOINT]", "[dpppsd, ENDPOINT]");
        assertThat(client.get("/par/fwtype")).isEqualTo("DPP_PSD");
        assertThat(client.get("/par/modelname")).endsWith("-EMU");
    }

    @Test
    void answersAllThatCaenAsksForAfterArm() throws IOException {
        assertThat(client.get("/par/maxrawdatasize")).matches("\\d+");
        assertThat(client.get("/endpoint/par/activeendpoint")).isEqualTo("raw");
        client.set("/endpoint/par/activeendpoint", "DPPPSD");
        assertThat(client.get("/endpoint/par/activeendpoint")).isEqualToIgnoringCase("dpppsd");
        for (int channel = 0; channel < 4; channel++) {
            String par = "/ch/" + channel + "/par/";
            assertThat(client.get(par + "chenable")).isEqualTo("True");
            assertThat(client.get(par + "wavetriggersource")).isEqualTo("ChSelfTrigger");
            assertThat(client.get(par + "chrecordlengths")).isEqualTo("400");
        }
    }

    @Test
    void hasTheDefaultsAndUnitsOfARealBoard() throws IOException {
        assertThat(client.get("/ch/0/par/gatelonglengtht")).isEqualTo("300");
        assertThat(client.get("/ch/0/par/gateshortlengths")).isEqualTo("40");
        assertThat(client.get("/ch/0/par/gateoffsett")).isEqualTo("50");
        assertThat(client.get("/ch/0/par/chpretriggers")).as("units of 8 ns").isEqualTo("8");
        assertThat(client.get("/ch/0/par/chpretriggert")).isEqualTo("64");
        assertThat(client.get("/par/enstatevents")).isEqualTo("False");
        assertThat(client.get("/par/endatareduction")).isEqualTo("False");
        assertThat(client.get("/ch/0/par/waveanalogprobe1")).isEqualTo("CFDFilter");
        client.set("/ch/0..3/par/ChRecordLengthT", "1001.0");
        assertThat(client.get("/ch/3/par/chrecordlengths")).isEqualTo("500");
    }

    @Test
    void hasTheParametersOfARealBoardWithTheirDefaults() throws IOException {
        String real =
                """
                /par: boardvetopolarity ActiveHigh, boardvetosource Disabled, boardvetowidth 0,
                busyinsource SIN,
                dacoutchselect 0, dacoutmode Static, dacoutstaticlevel 8192,
                enautodisarmacq False, endatareduction False, enoffsetcalibration True,
                enstatevents False, globaltriggersource TrgIn, gpiomode SIN, iolevel NIM,
                ipeamplitude 0, ipebaseline 0, ipedecaytime 8, iperate 1, itlagatewidth 0,
                itlbmainlogic OR, itlamajoritylev 2, itlbmask 0, itlapairlogic NONE,
                itlbpolarity Direct, rundelay 0, startsource SWcmd, syncoutmode Disabled,
                testpulsehighlevel 0, testpulseperiod 0, testpulsewidth 0, trgoutmode Disabled,
                zin 50, inputrange 4, modelcode WVX2730XAAAA, familycode 2730, tempsensairout 39.1
                /ch/3/par: absolutebaseline 1000, adcinputbaselineavg MediumHigh,
                adcinputbaselineguards 0, adcinputbaselineguardt 0, adcvetowidth 0,
                coincidencemask Disabled, anticoincidencemask Disabled, coincidencelengths 0,
                coincidencelengtht 0, cfddelays 4, cfdfraction 25, channelstriggermask 0,
                channelvetosource Disabled, chargesmoothing Disabled, chenable True, chgain 0,
                chpretriggers 8, chpretriggert 64, chrecordlengths 400, chrecordlengtht 800,
                dcoffset 50.003, energygain x1, energyskimlowdiscriminator 0,
                energyskimhighdiscriminator 65535, eventneutronreject Disabled,
                waveneutronreject Disabled, eventselector All, waveselector All,
                eventtriggersource ChSelfTrigger, gatelonglengths 150, gatelonglengtht 300,
                gateshortlengtht 80, gateoffsets 25, itlconnect Disabled,
                longchargeintegratorpedestal 0, shortchargeintegratorpedestal 0,
                neutronthreshold 0, pileupgap 1000, pulsepolarity Negative, selftriggerwidth 8,
                signaloffset 0, smoothingfactor 1, timefilterretriggerguards 1,
                timefilterretriggerguardt 8, timefiltersmoothing Disabled,
                triggerfilterselection LeadingEdge, triggerhysteresis Enabled, triggerthr 50,
                waveanalogprobe0 ADCInput, wavedatasource ADC_DATA, wavedownsamplingfactor 1,
                wavesaving Always, wavetriggersource ChSelfTrigger, energy_nbit 16
                """;
        String folder = "";
        for (String line : real.replace("\n", " ").replace("/par: ", "/par: ,").split(", *")) {
            String[] words = line.strip().split(" ");
            if (!words[0].endsWith(":") && words.length > 1) {
                assertThat(client.get(folder + words[0])).as(words[0]).isEqualTo(words[1]);
            }
            String last = words[words.length - 1];
            folder = last.endsWith(":") ? last.replace(":", "/") : folder;
        }
        assertThat(folder).isEqualTo("/ch/3/par/");
        assertThat(client.get("/lvds/3/par/lvdsmode")).isEqualTo("SelfTriggers");
        assertThat(client.get("/par/volatileclockoutdelay/increment")).isEqualTo("74.074");
        assertThat(client.get("/cmd/armacquisition/setinrun")).isEqualTo("false");
        assertThat(client.get("/ch/0/cmd/sendchswtrigger/setinrun")).isEqualTo("true");
    }

    @Test
    void triggersOneChannelByItsCommand() throws IOException {
        client.openData();
        client.message();
        client.set("/ch/0..3/par/eventtriggersource", "SwTrg");
        client.command("armacquisition");
        client.message();
        client.command("swstartacquisition");
        client.message();
        assertThat(client.ask("sendCommand", 0, "/ch/2/cmd/sendchswtrigger", "").ok()).isTrue();
        ByteBuffer words = ByteBuffer.wrap(client.message().payload());
        assertThat(words.getLong(8) >>> 56).isEqualTo(2);
        assertThat(words.getLong(16) >>> 50 & 0xFFF).isEqualTo(1 << 5);
    }

    @Test
    void sendsStartAggregatesWithStatisticsAndStop() throws IOException {
        client.openData();
        assertThat(client.message().marker()).isTrue();
        client.set("/par/enstatevents", "True");
        client.set("/ch/0..3/par/chenable", "False");
        client.set("/ch/1/par/chenable", "True");
        client.set("/ch/1/par/chrecordlengths", "16");
        assertThat(client.command("armacquisition").flag()).isEqualTo("ARM");
        assertThat(client.message().marker()).isTrue();
        client.command("swstartacquisition");
        RawClient.Message start = client.message();
        assertThat(start.count()).isEqualTo(1);
        assertThat(ByteBuffer.wrap(start.payload()).getLong(0)).isEqualTo(0x3000000300000004L);
        RawClient.Message message = client.message();
        assertThat(message.count()).isEqualTo(1);
        ByteBuffer words = ByteBuffer.wrap(message.payload());
        assertThat(words.getLong(0) >>> 60).isEqualTo(2);
        assertThat(words.getLong(0) & 0xFFFF_FFFFL).isEqualTo(message.payload().length / 8);
        // A hit: channel 1, self trigger, waveform, its description last, 8 words of samples.
        assertThat(words.getLong(8) >>> 56).isEqualTo(1);
        assertThat(words.getLong(16) >>> 62).isEqualTo(1);
        assertThat(words.getLong(16) >>> 50 & 0xFFF).isEqualTo(1 << 6);
        long description = words.getLong(24);
        assertThat(description >>> 60).isEqualTo(8);
        assertThat(description & 0xFFF).as("ADC, CFD with sign").isEqualTo(0b00_1010_00_0000);
        assertThat(description >>> 12 & 0xFFFF).as("digital 0 to 3").isEqualTo(0x5860);
        assertThat(description >>> 28 & 0xFFFF).as("threshold").isEqualTo(50);
        assertThat(words.getLong(32)).isEqualTo(8);
        client.command("swstopacquisition");
        long before = 0;
        do {
            message = client.message();
            words = ByteBuffer.wrap(message.payload());
            if (words.getLong(0) >>> 60 == 2) {
                // The last hit is the statistics of the only channel, four words.
                int at = message.payload().length - 8 * 4;
                before = words.getLong(at) >>> 55 == 3 ? words.getLong(at + 24) : before;
            }
        } while (words.getLong(0) >>> 60 == 2);
        assertThat(words.getLong(0)).isEqualTo(0x3200000200000003L);
        assertThat(before >>> 60).as("last word, counters").isEqualTo(10);
        assertThat(before & 0xFF_FFFF).isEqualTo(before >>> 24 & 0xFF_FFFF).isPositive();
        assertThat(client.get("/ch/1/par/chsavedeventcnt"))
                .isEqualTo(Long.toString(before & 0xFF_FFFF));
    }

    @Test
    void refusesInARunWhatShapesItsHits() throws IOException {
        client.openData();
        client.message();
        client.command("armacquisition");
        client.command("swstartacquisition");
        assertThat(client.ask("setValue", 0, "/ch/0/par/chrecordlengths", "16").ok()).isFalse();
        assertThat(client.ask("setValue", 0, "/ch/0/par/triggerthr", "77").ok()).isTrue();
        client.command("disarmacquisition");
        client.set("/ch/0/par/chrecordlengths", "16");
    }
}
