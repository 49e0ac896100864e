/**
 * Acronyms and short names of conferences, journals and preprint servers that mean nothing else: they are a venue wherever
 * they stand, in any case.
 */
export const venueNames: readonly string[] = [
  "arXiv|bioRxiv|medRxiv|ChemRxiv|TechRxiv|SSRN|OpenReview|HAL|Zenodo|ResearchGate|Research Square",
  "CVPRW?|ICCVW?|ECCVW?|WACVW?|ACCV|BMVC|3DV|ICME|ICIP|ICPR|ICMR|MICCAI|MIDL|ISBI|TPAMI|PAMI|IJCV|TVCG|TCSVT|TMM|CVIU|ICCP",
  "NeurIPSW?|NIPS|ICMLW?|ICLRW?|AAAI|IJCAI|AISTATS|UAI|COLT|ACML|ECML(?:[- ]PKDD)?|ICANN|ICONIP|IJCNN|JMLR|TMLR|JAIR|TNNLS|AAMAS|ICAPS|COLM|MLSys|SysML|CoLLAs",
  "ACL|EMNLP|NAACL(?:-HLT)?|EACL|AACL(?:-IJCNLP)?|IJCNLP|COLING|LREC(?:-COLING)?|CoNLL|TACL|SemEval|INLG|SIGDIAL|RepL4NLP|NLPCC|WMT",
  "KDD|SIGKDD|SIGIR|CIKM|WSDM|RecSys|ECIR|ICDM|SDM|PAKDD|WWW|TheWebConf|TKDE|TOIS|ISWC|DASFAA|ICWSM|CSCW",
  "ICRA|IROS|CoRL|RA-?L|T-?RO|IJRR|HRI|ISRR|ISER|RO-MAN|ITSC|T-?ITS|T-?IV|TMech|ICARCV|Humanoids|RoboCup|L4DC",
  "SIGGRAPH(?: Asia)?|TOG|EuroGraphics|SGP|I3D|EuroVis|UIST|IUI|IEEE VR|ISMAR|VRST",
  "OSDI|SOSP|NSDI|ASPLOS|EuroSys|HPCA|ISCA|PPoPP|SIGCOMM|SIGMOD|SIGMETRICS|VLDB|PVLDB|ICDE|EDBT|CIDR|SoCC|HotOS|HotNets|IPDPS|ICPP|HPDC|ISPASS|INFOCOM|MobiCom|MobiSys|SenSys|ISSCC|ICCAD|DAC|TCAD|TPDS|USENIX (?:ATC|Security)|ATC|SIGOPS",
  "NDSS|USENIX|IEEE S&P|EuroS&P|ACSAC|ESORICS|AsiaCCS|PoPETs|ICSE|FSE|ESEC/FSE|ISSTA|PLDI|POPL|OOPSLA|TOSEM",
  "INTERSPEECH|ICASSP|ASRU|ISMIR|TASLP|WASPAA|DCASE",
  "PNAS|JMIR|NEJM|JAMA|IEEE Access|PLOS ONE|ICDAR|ISPRS|IGARSS|TGRS",
];

/** Venues whose name is a word or a short sign of other things too: only next to a year or a number, or by itself. */
export const ambiguousVenueNames: readonly string[] = [
  "Nature(?: [A-Z][a-z]+){0,2}|npj [A-Z][a-z]+(?: [A-Z][a-z]+)?|Science(?: Robotics| Advances)?|Cell(?: Reports)?|Patterns|Neuron|The Lancet|Neurocomputing|Information Fusion|Neural Networks|Neural [Cc]omputation|Pattern Recognition|Cognition",
  "MM|ACM MM|ACMMM|RSS|IV|CHI|VIS|SC|FAST|MICRO|CCS|S&P|ASE|TOSN|WACV|TIP|TMI|MedIA|MIA|CGF|TAI|TRO|RAS|EG|PG|SLT|MSR|TII|TIE|CASE|LoG",
  "Pre-?[Pp]rint|[Tt]ech(?:nical|\\.)? [Rr]eport|[Ww]hite ?[Pp]aper|[Bb]log(?: ?[Pp]ost)?|(?:Ph\\.?D\\.?|Master'?s?|Doctoral) (?:[Tt]hesis|[Dd]issertation)|[Tt]hesis|[Uu]nder [Rr]eview|[Ss]ubmitted(?: to [A-Z]+)?|[Ii]n [Ss]ubmission|[Tt]o [Aa]ppear|预印本|技术报告|博客",
];

/** Words of journals and proceedings written out, which stand in few titles of papers. */
export const venueNouns =
  "[Pp]roceedings|Proc\\.|[Tt]ransactions|Trans\\.|[Jj]ournal|[Cc]onference|Conf\\.|[Ss]ymposium|Letters|会议|期刊|学报";
