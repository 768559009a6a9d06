"""What is said of tables that cannot be read, and of cells that a spreadsheet has spoilt."""

from flask_babel import lazy_gettext as _l

from pin_app.errors import sentences

sentences(
    spreadsheets__too_large=_l("The file is larger than %(most)s MB."),
    spreadsheets__too_many_rows=_l("The table has more than %(most)s rows. Send it in parts."),
    spreadsheets__too_many_columns=_l("The table has more than %(most)s columns."),
    spreadsheets__too_much_text=_l("The workbook holds more than %(most)s characters. Send it in parts."),
    spreadsheets__empty=_l("The file holds no table."),
    spreadsheets__not_a_table=_l("This is neither a CSV nor an XLSX file that we can read."),
    spreadsheets__old_workbook=_l(
        "This is a workbook of an older kind (XLS). Save it as XLSX and send that."
    ),
    spreadsheets__encrypted=_l("This workbook is locked with a password. Save it without one and send that."),
    spreadsheets__open_document=_l(
        "This is an OpenDocument file (ODS). Save it as XLSX or CSV and send that."
    ),
    spreadsheets__archive=_l("This is an archive and not a table. Unpack it and send the table inside."),
    spreadsheets__web_page=_l(
        "This is a web page, whatever its name says. Open it, save it as XLSX or CSV and send that."
    ),
    spreadsheets__doctype=_l(
        "The workbook declares a document type, as no spreadsheet does. We did not open it."
    ),
    spreadsheets__unpacks_too_large=_l(
        "The workbook would unpack to more than %(most)s MB. We did not open it."
    ),
    spreadsheets__far_cell=_l(
        "The sheet reaches to cell %(cell)s. Delete the empty rows and columns, save it again and send that."
    ),
    spreadsheets__full_cell=_l(
        "A cell in row %(row)s is as long as a workbook can hold, so its end is probably lost. Send a CSV."
    ),
    spreadsheets__nul=_l(
        "The file holds NUL characters, as damaged files do. Save it as CSV in UTF-8, or as XLSX."
    ),
    spreadsheets__unknown_encoding=_l(
        "We cannot tell in which encoding the file is. Save it as CSV in UTF-8, or as XLSX."
    ),
    spreadsheets__open_quote=_l(
        "A quotation mark is not closed, or text follows it (seen up to line %(row)s)."
    ),
    spreadsheets__long_cell=_l(
        "A cell up to line %(row)s has more than %(most)s characters. Perhaps a quotation mark is not closed."
    ),
    spreadsheets__phone_rounded=_l(
        "A spreadsheet has rounded this phone number. Write it as text, with its country code."
    ),
    spreadsheets__plus_lost=_l(
        "The number seems to have lost its plus sign in a spreadsheet. Read as %(phone)s."
    ),
    spreadsheets__odd_phone=_l("%(phone)s can be dialled, but no such numbers are in use. Please check it."),
    spreadsheets__phone_elsewhere=_l(
        "Read as %(phone)s. If %(other)s is meant, write it so, or name the country in a column of its own."
    ),
    spreadsheets__not_yes_or_no=_l("Write yes or no, or leave the cell empty."),
    spreadsheets__calculation_failed=_l("A formula failed here: the cell shows %(shown)s."),
)
