package injection

func french() *lexicon {
	const (
		noun  = `assistants?(?: (?:IA|virtuels?|d'IA))?|IA|intelligences? artificielles?|modèles? (?:de langage|d'IA)|robots? conversationnels?|` + software
		reply = `(?:réponses?|résumés?|messages?|traductions?|sorties?|synthèses?)`
		verb  = `écri(?:s|vez|re)|réécri(?:s|vez)|rédige[rz]?|ajoute[rz]?|insère|insérez|insérer|inclus|incluez|inclure|intègre|intégrez|intégrer|mets|mettez|mettre|traduis|traduisez|traduire|remplace[rz]?|supprime[rz]?|encode[rz]?|convertis(?:sez)?|utilise[rz]?|donne[rz]?|termine[rz]?|commence[rz]?|modifie[rz]?|mentionne[rz]?|mélange[rz]?|inverse[rz]?|réponds|répondez|répondre|dis|dites|formule[rz]?|affiche[rz]?|présente[rz]?|fais|faites|recommande[rz]?|suggère|suggérez|enrichis(?:sez)?|dans (?:ta|votre) ` + reply
	)
	return &lexicon{
		lang: "fr",
		cue:  []string{"instruction", "consigne", "prompt", "assistant", "ia", "l ia", "modèle", "robot", "réponse", "répond", "résumé", "résum", "message", "traduction", "lettre", "voyelle", "emoji", "traduis", "sortie", "synthèse", "gpt", "artificielle", "règle", "ordre", "mode"},
		alone: words(
			`(?:tu es|vous êtes|agis(?:sez)? comme|comporte[sz]?-(?:toi|vous) comme|en tant qu[e'] ?)(?: maintenant| désormais)? ?(?:un |une |l')?(?:`+noun+`)(?:,| .*|$)`,
			`(?:note|attention|message|avis|instructions?|consignes?|important)(?: à| pour| aux)? ?:? ?(?:l'|la |les |le |tous? les |toute )?(?:`+noun+`)(?: .{0,40})?\s*[:,!]`,
			`(?:si|quand|lorsque) (?:tu es|vous êtes) (?:un|une) (?:`+noun+`)`, `(?:ton|ta|tes|votre|vos|le) (?:prompt|invite|message|instructions) (?:système|initiale?s?|cachée?s?)`, `prompt système`,
			`(?:à partir de maintenant|désormais),? (?:tu (?:es|dois|vas)|vous (?:êtes|devez|allez))`, `(?:quand|lorsque|si|avant de|en) (?:tu |vous )?(?:résumes|résumez|résumant|résumer|traduisant|traduire|traitant) (?:ce|cet|cette|ces) (?:document|texte|article|page|contenu)s?`,
			`mode (?:développeur|débogage|DAN|jailbreak) (?:activé|est activé)`),
		forget:  opening(`veuillez|merci de|il faut|tu dois|vous devez|et|maintenant|puis|de`, `ignore[rz]?`, `ignorant`, `oublie[rz]?`, `ne (?:tiens|tenez) (?:pas|plus) compte`, `ne pas tenir compte`, `fais abstraction`, `faites abstraction`, `passe outre`, `ne suis pas`, `ne suivez pas`),
		earlier: words(`(?:instructions?|consignes?|ordres?|directives?|règles|prompts?|messages?|contexte|affirmations) (?:\w+ )?(?:précédente?s?|antérieure?s?|ci-dessus|d'origine|initiale?s|reçue?s|données)`, `(?:toutes? |tous )?(?:tes|vos|ton|votre) (?:instructions?|consignes?|règles|directives|prompt)`, `(?:les autres|toutes les autres) (?:instructions|consignes|affirmations)`, `tout ce qui (?:précède|est au-dessus)`),
		command: opening(`veuillez|merci de|tu dois|vous devez|et|puis|toujours`, verb),
		answer:  words(`(?:ta|ton|votre|tes|vos) `+reply, `(?:en|avec|uniquement en|seulement en|par) (?:base ?64|JSON|morse|émojis?|emojis?|majuscules|verlan)`),
		reshape: opening(`veuillez|merci de|tu dois|vous devez|et|puis`, `traduis`, `traduisez`, `remplace[rz]?`, `supprime[rz]?`, `encode[rz]?`, `mélange[rz]?`, `inverse[rz]?`, `réponds`, `répondez`, `convertis(?:sez)?`, `code[rz]?`),
		form:    words(`(?:chaque|toutes les|tous les|les) (?:\w+ )?(?:lettres?|voyelles?|consonnes?|espaces)`, `(?:la phrase|le texte|le message|tout le texte|ce texte|l'article) (?:suivante?|ci-dessus|ci-dessous|précédente?|en) .*`, `(?:uniquement|seulement|exclusivement) (?:en|par|avec) .*`),
	}
}

func italian() *lexicon {
	const (
		noun  = `assistent[ei](?: (?:IA|AI|virtual[ei]))?|IA|intelligenz[ae] artificial[ei]|modell[oi] linguistic[oi]|` + software
		reply = `(?:rispost[ae]|riassunt[oi]|messagg(?:io|i)|traduzion[ei]|output|sintesi)`
		verb  = `scriv(?:i|ete|ere)|riscriv(?:i|ete)|aggiung(?:i|ete|ere)|inserisc(?:i)|inserite|inserire|includ(?:i|ete|ere)|integra(?:te|re)?|metti|mettete|traduci|traducete|tradurre|sostituisci|sostituite|sostituire|rimuov(?:i|ete|ere)|elimina(?:te|re)?|codifica(?:te|re)?|converti(?:te|re)?|usa(?:te|re)?|utilizza(?:te|re)?|termina(?:te|re)?|inizia(?:te|re)?|modifica(?:te|re)?|menziona(?:te|re)?|mescola(?:te|re)?|inverti(?:te|re)?|rispondi|rispondete|rispondere|di'|formula(?:te|re)?|mostra(?:te|re)?|consiglia(?:te|re)?|suggerisci|fornisci|fornite|nella (?:tua|vostra) ` + reply
	)
	return &lexicon{
		lang: "it",
		cue:  []string{"istruzion", "prompt", "assistent", "ia", "ai", "modell", "rispost", "rispond", "riassunt", "riassu", "messaggi", "traduzion", "letter", "vocal", "emoji", "traduc", "output", "gpt", "artificial", "regol", "ordin", "comand", "precedent"},
		alone: words(
			`(?:(?:tu )?sei|agisci come|comportati come|in quanto)(?: ora| adesso)? (?:un |una |un'|l')?(?:`+noun+`)(?:,| (?:che|senza|e|con) .*| ?$)`,
			`(?:nota|attenzione|messaggio|avviso|istruzioni?|importante)(?: a| per| agli| alle| all)?[ :']*(?:l'|gli |le |i |il |tutti gli |ogni )?(?:`+noun+`)(?: .{0,40})?\s*[:,!]`,
			`se (?:tu )?sei (?:un |una |un')(?:`+noun+`)`, `prompt di sistema`, `(?:d'ora in poi|da ora in poi|da adesso),? (?:tu |sei|devi|rispondi)`,
			`(?:quando|se|prima di|nel) (?:riassumi|riassumere|traduci|tradurre|elabori|elaborare) (?:questo|questa|quest'|il seguente) ?(?:documento|testo|articolo|pagina|contenuto)`, `modalità (?:sviluppatore|debug|DAN|jailbreak) (?:attiva|attivata)`),
		forget:  opening(`per favore|si prega di|devi|dovete|e|ora|poi`, `ignora(?:te|re)?`, `ignorando`, `dimentica(?:te|re)?`, `trascura(?:te|re)?`, `non (?:considerare|seguire|tenere conto)`, `tralascia(?:te|re)?`),
		earlier: words(`(?:istruzion[ei]|ordin[ei]|direttiv[ae]|regol[ae]|prompt|messagg(?:io|i)|comand[oi]|contesto|affermazioni) (?:\w+ )?(?:precedent[ei]|anterior[ei]|di cui sopra|sopra|inizial[ei]|original[ei]|ricevut[ei]|dat[ei])`, `(?:le|i|il) (?:precedenti|altre) (?:istruzioni|regole|comandi|affermazioni)`, `(?:le )?(?:tue|vostre|tuo|tuoi) (?:istruzioni|regole|prompt|direttive)`, `tutto (?:ciò|quello) che (?:precede|è scritto sopra)`),
		command: opening(`per favore|si prega di|devi|dovete|e|poi|sempre`, verb),
		answer:  words(`(?:tua|tuo|vostra|vostro|tue|tuoi|vostre|vostri) `+reply, `(?:in|con|solo in|usando) (?:base ?64|JSON|codice morse|emoji|maiuscol[oe])`),
		reshape: opening(`per favore|si prega di|devi|dovete|e|poi`, `traduci`, `traducete`, `sostituisci`, `sostituite`, `rimuovi`, `codifica`, `mescola`, `inverti`, `rispondi`, `rispondete`, `converti`),
		form:    words(`(?:ogni|tutte le|tutti gli|le|gli) (?:\w+ )?(?:letter[ae]|vocal[ei]|consonant[ei]|spazi)`, `(?:la frase|il testo|il messaggio|tutto il testo|questo testo|l'articolo) (?:seguente|sopra|precedente|in) .*`, `(?:la|il) seguente (?:frase|testo|messaggio) .*`, `(?:solo|soltanto|esclusivamente|unicamente) (?:in|con) .*`),
	}
}

func spanish() *lexicon {
	const (
		noun  = `asistentes?(?: (?:de IA|virtual(?:es)?))?|IA|inteligencias? artificial(?:es)?|modelos? de lenguaje|` + software
		reply = `(?:respuestas?|resumen|resúmenes|mensajes?|traducci(?:ón|ones)|salidas?|contestación)`
		verb  = `escrib[ae]n?|escribir|reescrib[ae]|añad[ae]n?|añadir|agreg(?:a|ue|ar)|insert(?:a|e|ar)|incluy[ae]n?|incluir|integr(?:a|e|ar)|pon(?:ga)?|traduc(?:e|ir)|traduzca|reempla(?:za|ce)|sustituy[ae]|elimin(?:a|e)|codific(?:a)|codifique|conviert[ae]|us[ae]|utiliz[a]|utilice|termin[ae]|comienz[a]|comience|modific[a]|modifique|mencion[ae]|mezcl[ae]|inviert[ae]|respond[ae]|responder|di|muestr[ae]|recomiend[ae]|sugier[ae]|proporcion[ae]|en (?:tu|su) ` + reply
	)
	return &lexicon{
		lang: "es",
		cue:  []string{"instruccion", "prompt", "asistente", "ia", "ai", "modelo", "respuesta", "respond", "resum", "mensaje", "traduc", "letra", "vocal", "emoji", "salida", "gpt", "artificial", "regla", "orden", "órden", "anterior", "indicaci"},
		alone: words(
			`(?:(?:tú )?eres|usted es|actúa como|compórtate como)(?: ahora)? (?:un |una |el |la )?(?:`+noun+`)(?:,| (?:que|sin|y|con) .*| ?$)`,
			`(?:nota|atención|mensaje|aviso|instruccion(?:es)?|importante)(?: a| para| al)?[ :]*(?:la |las |los |el |todos los |todas las )?(?:`+noun+`)(?: .{0,40})?\s*[:,!]`,
			`si (?:tú )?eres (?:un |una )(?:`+noun+`)`, `prompt del? sistema`, `(?:de ahora en adelante|a partir de ahora),? (?:tú |eres|debes|responde)`,
			`(?:cuando|si|antes de|al) (?:resumas|resumir|traduzcas|traducir|proceses|procesar) (?:este|esta|estos|el siguiente) (?:documento|texto|artículo|página|contenido)`, `modo (?:desarrollador|depuración|DAN|jailbreak) (?:activado|está activado)`),
		forget:  opening(`por favor|debes|debe|y|ahora|luego`, `ignor(?:a|e|en|ar)`, `ignorando`, `olvid(?:a|e|en|ar)`, `haz caso omiso`, `haga caso omiso`, `no (?:sigas|siga|tengas en cuenta)`, `descart(?:a|e)`, `omit[ae]`),
		earlier: words(`(?:instruccion(?:es)?|órdenes|orden|directrices|reglas|prompts?|mensajes?|indicaciones|contexto|afirmaciones) (?:\w+ )?(?:anterior(?:es)?|previ[ao]s?|de arriba|inicial(?:es)?|original(?:es)?|recibidas|dadas)`, `(?:las|los) (?:demás|otras|anteriores|previas) (?:instrucciones|órdenes|reglas|afirmaciones|indicaciones)`, `(?:tus|sus) (?:instrucciones|reglas|directrices|indicaciones)`, `todo lo anterior`),
		command: opening(`por favor|debes|debe|y|luego|siempre`, verb),
		answer:  words(`(?:tu|tus|su) `+reply, `(?:en|con|solo en|usando) (?:base ?64|JSON|código morse|emojis?|mayúsculas)`),
		reshape: opening(`por favor|debes|debe|y|luego`, `traduc(?:e)`, `traduzca`, `reempla(?:za|ce)`, `sustituy[ae]`, `elimina`, `codific[a]`, `mezcla`, `inviert[ae]`, `responde`, `responda`, `conviert[ae]`),
		form:    words(`(?:cada|todas las|todos los|las) (?:\w+ )?(?:letras?|vocal(?:es)?|consonantes?|espacios)`, `(?:la frase|el texto|el mensaje|todo el texto|este texto|el artículo) (?:siguiente|anterior|de arriba|al|en) .*`, `(?:la|el) siguiente (?:frase|oración|texto|mensaje) .*`, `(?:solo|sólo|solamente|únicamente|exclusivamente) (?:en|con) .*`),
	}
}

func portuguese() *lexicon {
	const reply = `(?:respostas?|resumos?|mensage(?:m|ns)|traduç(?:ão|ões)|saídas?)`
	return &lexicon{
		lang: "pt",
		cue:  []string{"instruç", "prompt", "assistente", "ia", "modelo", "resposta", "respond", "resum", "mensage", "tradu", "letra", "vogal", "emoji", "gpt", "artificial", "regra", "ordens", "anterior"},
		alone: words(
			`(?:você (?:é|agora é)|aja como|comporte-se como)(?: agora)? (?:um |uma |o |a )?(?:assistente(?: de IA| virtual)?|IA|inteligência artificial|modelo de linguagem|`+software+`)(?:,| (?:que|sem|e|com) .*| ?$)`,
			`(?:nota|atenção|mensagem|aviso|instruções|importante)(?: a| para| à| ao)?[ :]*(?:o |a |os |as |todos os )?(?:assistentes?(?: de IA)?|IA|inteligência artificial|modelos? de linguagem|`+software+`)(?: .{0,40})?\s*[:,!]`,
			`prompt d[eo] sistema`, `(?:de agora em diante|a partir de agora),? (?:você|responda)`, `(?:quando|se|antes de|ao) (?:você )?(?:resumir|traduzir|processar) (?:este|esta|o seguinte) (?:documento|texto|artigo|página|conteúdo)`),
		forget:  opening(`por favor|você deve|deve|e|agora`, `ignor[ae]r?`, `ignorando`, `esqueç?[ac]e?`, `desconsider[ae]`, `não (?:siga|considere)`),
		earlier: words(`(?:instruç(?:ão|ões)|ordens|diretrizes|regras|prompts?|mensagens|comandos|contexto|afirmações) (?:\w+ )?(?:anteriore?s?|prévi[ao]s?|acima|inicia[li]s?|origina[li]s?|recebid[ao]s)`, `(?:suas|tuas|as outras|as demais) (?:instruções|regras|diretrizes|afirmações)`, `tudo (?:o que está )?acima`),
		command: opening(`por favor|você deve|deve|e|sempre`, `escrev[ae]`, `adicion[ae]`, `insir[ae]`, `inclu[ai]`, `integre`, `coloque`, `traduz[a]?`, `substitua`, `remova`, `codifique`, `converta`, `use`, `utilize`, `termine`, `comece`, `modifique`, `mencione`, `inverta`, `responda`, `diga`, `mostre`, `recomende`, `sugira`, `forneça`, `n[ao] sua `+reply, `em sua `+reply),
		answer:  words(`(?:sua|seu|tua|teu|suas|seus) `+reply, `(?:em|com|só em|usando) (?:base ?64|JSON|código morse|emojis?|maiúsculas)`),
		reshape: opening(`por favor|você deve|deve|e`, `traduz[a]?`, `substitua`, `remova`, `codifique`, `misture`, `inverta`, `responda`, `converta`),
		form:    words(`(?:cada|todas as|todos os|as) (?:\w+ )?(?:letras?|vogais|vogal|consoantes?|espaços)`, `(?:a frase|o texto|a mensagem|todo o texto|este texto|o artigo) (?:seguinte|a seguir|anterior|acima|para|em) .*`, `(?:a|o) seguinte (?:frase|texto|mensagem) .*`, `(?:somente|apenas|unicamente|exclusivamente|só) (?:em|com) .*`),
	}
}

func german() *lexicon {
	const (
		noun  = `(?:KI-|AI-|Sprach-?|virtuelle[nr]? )?(?:Assistent(?:en|in)?|Modelle?)|KI(?:-(?:System|Modell|Assistent)\w*)?|künstliche[nr]? Intelligenz(?:en)?|Sprachmodelle?n?|` + software
		reply = `(?:Antwort(?:en)?|Zusammenfassung(?:en)?|Nachricht(?:en)?|Ausgaben?|Übersetzung(?:en)?|Rückmeldung)`
		verb  = `schreib(?:e|en Sie|t)?|füg(?:e|en Sie|t)|ergänz(?:e|en Sie)|integrier(?:e|en Sie)|baue|bauen Sie|setz(?:e|en Sie)|übersetz(?:e|en Sie|t)?|ersetz(?:e|en Sie)|entfern(?:e|en Sie)|kodier(?:e|en Sie)|codier(?:e|en Sie)|verschlüssel(?:e|n Sie)|verwende|verwenden Sie|nutze|benutze|nutzen Sie|beende|beginne|beginnen Sie|änder(?:e|n Sie)|erwähn(?:e|en Sie)|vertausch(?:e|en Sie)|kehre|antworte|antworten Sie|sag(?:e|en Sie)?|gib|geben Sie|zeig(?:e|en Sie)?|empfiehl|empfehlen Sie|formulier(?:e|en Sie)|nimm|in (?:deiner|Ihrer|eurer) ` + reply
	)
	return &lexicon{
		lang: "de",
		cue:  []string{"anweisung", "prompt", "assistent", "ki", "ai", "sprachmodell", "modell", "systemprompt", "entwickler", "antwort", "zusammenfass", "fass", "nachricht", "ausgabe", "übersetz", "buchstabe", "vokal", "emoji", "gpt", "intelligenz", "regeln", "befehl", "vorgabe", "modus", "instruktion"},
		alone: words(
			`(?:du bist|Sie sind|verhalte dich wie|agiere als|handle als)(?: jetzt| nun| ab sofort)? (?:eine?n? |die |der |das )?(?:`+noun+`)(?:,| (?:ohne|und|mit) .*| ?[.!]?$)`,
			`(?:Hinweis|Achtung|Nachricht|Anweisung(?:en)?|Wichtig|Mitteilung)(?: an| für)?[ :]*(?:die |den |das |alle |jede )?(?:`+noun+`)(?: .{0,40})?\s*[:,!]`,
			`(?:falls|wenn) (?:du|Sie) (?:eine?|ein) (?:`+noun+`) (?:bist|sind)`, `System-?prompt`, `(?:deine|Ihre) (?:System-?|ursprünglichen |geheimen )(?:anweisungen|prompts?)`, `(?:ab jetzt|von nun an|ab sofort),? (?:bist du|musst du|wirst du|antworte|sind Sie|müssen Sie)`,
			`(?:wenn|falls|bevor) (?:du|Sie) (?:diese[ns]?|den folgenden) (?:Dokument|Text|Artikel|Seite|Inhalt) (?:zusammenfass|übersetz|verarbeite)\w*`, `(?:Entwickler|Debug|Jailbreak)-?modus (?:aktiviert|ist aktiv)`),
		forget:  opening(`bitte|du musst|Sie müssen|und|nun|jetzt`, `ignorier(?:e|en|t)?`, `vergiss`, `vergessen Sie`, `vergesst`, `missachte`, `missachten Sie`, `beachte nicht`, `übergehe?`, `verwirf`),
		earlier: words(`(?:vorherige|vorige|bisherige|obige|frühere|ursprüngliche|vorangegangene|andere|vorstehende)[nr]? (?:\w+ )?(?:Anweisung(?:en)?|Instruktion(?:en)?|Befehle?|Regeln|Prompts?|Vorgaben|Nachrichten|Aussagen|Anordnungen)`, `(?:deine|Ihre|eure) (?:Anweisungen|Instruktionen|Regeln|Vorgaben|Prompts?)`, `alle(?:s|n)? (?:Anweisungen|Befehle|Regeln|bisher Gesagte|Obige|Vorherige|oben|davor)`),
		command: opening(`bitte|du musst|Sie müssen|und|dann|immer`, verb),
		answer:  words(`(?:deine[rnm]?|Ihre[rnm]?|eure[rnm]?) `+reply, `(?:in|mit|als|nur in) (?:Base ?64|JSON|Morsecode|Emojis?|Großbuchstaben)`),
		reshape: opening(`bitte|du musst|Sie müssen|und|dann`, `übersetz(?:e|en Sie|t)?`, `ersetz(?:e|en Sie)`, `entferne`, `kodiere`, `codiere`, `vertausche`, `antworte(?:n Sie)?`, `verschlüssel(?:e|n Sie)`, `kehre`),
		form:    words(`(?:jeden|jede[snr]?|alle|sämtliche) (?:\w+ )?(?:Buchstaben?|Vokale?|Konsonanten|Leerzeichen)`, `(?:den|das|die) (?:folgende[ns]?|obige[ns]?|gesamte[ns]?|vorstehende[ns]?) (?:Satz|Text|Nachricht|Artikel|Inhalt) .*`, `(?:nur|ausschließlich|lediglich) (?:auf|in|mit) .*`),
	}
}

func russian() *lexicon {
	return &lexicon{
		lang: "ru",
		cue:  []string{"инструкц", "указан", "команд", "промпт", "подсказк", "ассистент", "помощник", "ии", "модел", "бот", "ответ", "сводк", "кратк", "отвеч", "перескаж", "систем", "резюме", "сообщени", "перевод", "перевед", "букв", "эмодзи", "правил", "интеллект", "вывод"},
		alone: words(
			`(?:ты|вы)(?: теперь)?(?: -|—| –)? ?(?:\S+ )?(?:ИИ|искусственный интеллект|языковая модель|ИИ-ассистент|ИИ-помощник|чат-бот)(?:,| .*|[.!]?$)`,
			`(?:внимание|сообщение|инструкци[яи]|примечание|указание|важно)(?: для)?[ :,]*(?:всех |все )?(?:ИИ\S*|искусственн\S+ интеллект\S*|языков\S+ модел\S+|чат-бот\S*|ассистент\S*|`+software+`)(?: .{0,40})?\s*[:,!]`,
			`систем\S+ (?:промпт|подсказк)\S*`, `с этого момента,? (?:ты|вы)(?: .*|$)`, `(?:если|когда|перед тем как|при)(?: ты| вы)? (?:резюмируешь|пересказываешь|переводишь|обрабатываешь|обобщаешь|обработке|переводе) (?:этот|эту|это|данный|этого) (?:документ|текст|стать|страниц|сообщени)\S*`,
			`режим (?:разработчика|отладки) (?:включ|актив)\S*`),
		forget:  words(`(?:про|за)?игнорируй(?:те)?`, `забудь(?:те)?`, `не (?:обращай(?:те)? внимания|следуй(?:те)?|выполняй(?:те)?|учитывай(?:те)?)`, `отмени(?:те)?`, `отбрось(?:те)?`),
		earlier: words(`(?:все|всех|всё|эти)? ?(?:предыдущ|прежн|вышеуказанн|вышеприведенн|вышеприведённ|прошл|исходн|первоначальн|остальн|други)\S* (?:\S+ )?(?:инструкц|указан|команд|промпт|правил|сообщени|утвержден|запрос)\S*`, `(?:свои|твои|ваши|своих|все) (?:инструкции|указания|правила|команды)(?: .*|[.!]?)`, `все,? что (?:было )?(?:выше|сказано|написано).*`, `всё,? что (?:было )?(?:выше|сказано|написано).*`),
		command: words(`(?:на|пере|в|до)?пиши(?:те)?`, `добавь(?:те)?`, `вставь(?:те)?`, `включи(?:те)?`, `переведи(?:те)?`, `замени(?:те)?`, `удали(?:те)?`, `закодируй(?:те)?`, `зашифруй(?:те)?`, `используй(?:те)?`, `закончи(?:те)?`, `начни(?:те)?`, `измени(?:те)?`, `упомяни(?:те)?`, `отвечай(?:те)?`, `ответь(?:те)?`, `скажи(?:те)?`, `покажи(?:те)?`, `предложи(?:те)?`, `порекомендуй(?:те)?`, `выведи(?:те)?`, `дай(?:те)?`),
		answer:  words(`(?:в )?(?:сво|тво|ваш)\S* (?:ответ|сообщени|перевод|вывод|резюме|пересказ|сводк)\S*`, `(?:в|к) (?:ответ|сводк|резюме)(?:е|у|ах)`, `(?:только |лишь )?(?:в|на|с помощью|используя) (?:base ?64|JSON|азбук\S+ морзе|эмодзи|английском|французском|китайском|японском|испанском|итальянском)`),
		reshape: words(`переведи(?:те)?`, `замени(?:те)?`, `удали(?:те)?`, `закодируй(?:те)?`, `зашифруй(?:те)?`, `переставь(?:те)?`, `перемешай(?:те)?`, `отвечай(?:те)?`),
		form:    words(`(?:кажд\S+|все|всех) (?:\S+ )?(?:букв|гласн|согласн|пробел)\S*`, `(?:следующ|приведенн|приведённ|весь|этот)\S* (?:предложени|текст|сообщени|фраз)\S* (?:на|в) .*`, `(?:только|исключительно|лишь) (?:(?:на|в) .*|эмодзи)`),
	}
}

func arabic() *lexicon {
	return &lexicon{
		lang: "ar",
		cue:  []string{"تعليمات", "أوامر", "اوامر", "مساعد", "ذكاء", "نموذج", "روبوت", "إجابت", "اجابت", "رد", "ملخص", "رسالت", "ترجم", "حرف", "حروف", "رموز", "مخرجات", "قواعد", "موجه"},
		alone: words(
			`(?:أنت|انت|إنك)(?: الآن)? (?:\S+ )?(?:ذكاء اصطناعي|مساعد (?:ذكاء|افتراضي|ذكي|آلي)|نموذج لغ\S+|روبوت (?:محادثة|دردشة))(?:.*)`,
			`(?:ملاحظة|تنبيه|رسالة|تعليمات|إلى|الى|مهم|يا)(?: إلى| الى| ل)?[ :]*(?:جميع |كل |أي )?(?:أنظمة |نماذج |أيها |أيتها )?(?:ال)?(?:ذكاء الاصطناعي|مساعد (?:الذكي|الآلي|الافتراضي)|نماذج اللغوية|نموذج اللغوي|روبوت)(?: .{0,40})?\s*[:،,!]`,
			`(?:موجه|مطالبة|تعليمات) النظام`, `(?:من الآن فصاعدا|من الآن فصاعدًا|منذ الآن)،? (?:أنت|انت|عليك|أجب|سوف).*`, `(?:عند|قبل|أثناء) (?:تلخيص|ترجمة|معالجة) (?:هذا|هذه) (?:المستند|النص|المقال|المقالة|الصفحة|الوثيقة)`,
			`وضع (?:المطور|التصحيح) (?:مفعل|مفعّل|نشط)`),
		forget:  words(`و?تجاهلي?`, `و?تجاهلوا`, `و?انسَ?`, `و?انسى`, `و?تغاض`, `لا (?:تتبع|تلتزم|تنفذ)`, `و?ألغ`),
		earlier: words(`(?:جميع |كل |كافة )?(?:ال)?(?:تعليمات|أوامر|اوامر|قواعد|توجيهات|إرشادات|رسائل|طلبات|ادعاءات)(?:ك)? (?:السابقة|أعلاه|الأصلية|السالفة|الأخرى|الأولية|المذكورة)`, `(?:تعليماتك|قواعدك|أوامرك|توجيهاتك)`, `كل ما (?:سبق|ورد أعلاه|قيل)`),
		command: words(`و?اكتبي?`, `و?أضفي?`, `و?اضف`, `و?أدرجي?`, `و?ضعي?`, `و?ترجمي?`, `و?استبدلي?`, `و?احذفي?`, `و?استخدمي?`, `و?أنهِ?`, `و?ابدأي?`, `و?عدّ?لي?`, `و?اذكري?`, `و?أجبي?`, `و?أجيبي?`, `و?رُ?دّ?`, `و?قل`, `و?اعرض`, `و?قدّ?مي?`, `و?حوّ?لي?`, `و?شفّ?ر`, `و?أوص`, `و?اقترح`, `يرجى .*`, `يجب أن .*`, `من فضلك`),
		answer:  words(`(?:في |إلى |من |ب|ل)?(?:إجابتك|اجابتك|ردك|ردّك|ردودك|إجاباتك|ملخصك|رسالتك|مخرجاتك|ترجمتك|جوابك)`, `(?:في|إلى) (?:الملخص|الرد|الإجابة)`, `(?:ب|باستخدام |في )(?:الرموز التعبيرية|base ?64|JSON|شفرة مورس)(?: فقط)?`),
		reshape: words(`و?ترجمي?`, `و?استبدلي?`, `و?احذفي?`, `و?شفّ?ر`, `و?اعكس`, `و?رتّ?ب`, `و?أجبي?`, `و?حوّ?لي?`),
		form:    words(`(?:كل|جميع) (?:ال)?(?:حرف|حروف|أحرف|المسافات|الأحرف|حركات)\S*`, `(?:الجملة|النص|الرسالة|الفقرة) (?:التالية|التالي|أعلاه|السابق|السابقة|بأكمله|إلى) .*`, `(?:فقط|حصرا|حصرًا) (?:ب|باستخدام|باللغة) ?.*`, `باللغة \S+ فقط`),
	}
}
