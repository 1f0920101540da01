package cevns.drivers.dig2;

/** What every live driver must do, done with scope firmware through a bad network. */
class Dig2ContractTest extends BoardContract {

    @Override
    String board() {
        return "";
    }

    @Override
    String options() {
        return "parameters { \"/par/acqtriggersource\" = \"TrgIn | SwTrg\" }";
    }
}
