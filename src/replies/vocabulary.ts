import type { Vocabulary } from './phrase.ts';

/**
 * The words in which servers of different makers and languages say the same.
 * `_` joins words that belong together, `*` ends a word of which only the beginning counts.
 */
export const vocabulary = {
  mailbox: `
    user users mailbox mailboxes mail_box mail_boxes inbox recipient recipients account accounts addressee
    alias userid user_id user_name member rcpt customer subscriber local_part local_user mailfolder
    maildir mail_account rcpt_to utente casella destinatario destinatari account_di_posta benutzer
    postfach konto empfanger empfaenger empfangeradresse nutzer utilisateur destinataire destinataires
    boite bal compte usager usuario buzon cuenta casilla destinatarios caixa conta пользовател* ящик*
    получател* адресат* почтовый_ящик odbiorca uzytkownik gebruiker 用户 收件人 收信人 邮箱 郵箱 信箱 帐号
    账号 帳號 ユーザ ユーザー 宛先 受信者 メールボックス アカウント あて先
  `,
  address: `
    address addresses email e_mail email_address e_mail_address mail_address indirizzo adresse
    adresse_email direccion endereco adres адрес* 邮件地址 地址 メールアドレス
  `,
  absent: `
    unknown not_found not_be_found does_not_exist doesnt_exist dosnt_exist doesn_t_exist do_not_exist
    dont_exist not_exist not_exists no_exist no_longer_exist* non_exist* nonexist* didnt_exist
    not_existing not_a_known invalid not_valid not_a_valid isnt_valid no_longer_valid not_known
    unrecognized unrecognised not_recognized not_recognised undefined not_defined not_listed unallocated
    not_allocated not_local not_registered no_such not_present not_here no_longer_here
    not_in_the_directory cannot_be_found was_not_found cant_be_found couldnt_be_found not_provisioned
    no_mailbox not_on_this_server never_existed incorrect wrong bad illegal misspelled mistyped non_valid
    notfound has_left no_longer_with no_longer_at no_longer_employed ambiguous not_unique unresolvable
    missing sconosciut* inesistente inesistenti non_esiste non_esistente non_trovat* non_valid* unbekannt*
    existiert_nicht nicht_gefunden nicht_bekannt nicht_vorhanden ungultig* ungueltig* inconnu inconnue
    inconnus n_existe_pas nexiste_pas invalide invalides introuvable inexistant* desconocid* no_existe
    inexistente no_encontrad* desconhecid* nao_existe nao_encontrad* invalido не_существует не_найден*
    неизвест* отсутств* nie_istnieje nieznan* bestaat_niet onbekend* 不存在 找不到 未知 无效 無效 存在しません
    存在しない 見つかりません 見つからない 不明
  `,
  full: `
    full over_quota overquota over_the_quota quota_exceeded quota_exceed exceeded_quota quota_full
    out_of_quota quota_violation quota_is_full quota_limit exceeds_quota overloaded oversize
    exceeded_its_quota over_its_quota out_of_storage* out_of_space out_of_disk no_space too_full
    over_storage above_quota exceeded_storage over_limit over_the_limit over_the_allowed_quota piena pieno
    quota_superata spazio_esaurito voll uberfullt ueberfuellt zuviele_mails zu_viele_mails pleine plein
    saturee llena lleno cheia cheio lotada переполнен* заполнен* vol pelna przepelnion* 已满 空间不足 容量不足
    超出 满 いっぱい 一杯 容量 超え
  `,
  disabled: `
    disabled inactive deactivated suspended closed discontinued expired blocked locked not_active
    no_longer_active deleted terminated cancelled canceled frozen dormant unused no_longer_in_use
    not_in_use not_activated no_longer_available out_of_service removed retired no_longer_accept*
    not_enabled restricted on_hold obsolete no_longer_monitored no_longer_used de_activated unmonitored
    barred abandoned deprovisioned not_accepting_mail not_accepting_messages disabilitat* disattivat*
    sospes* bloccat* chius* scadut* inattiv* cessat* deaktiviert gesperrt geschlossen inaktiv abgeschaltet
    desactive* suspendu* bloque* ferme* deshabilitad* desactivad* suspendid* desativad* bloquead* inativ*
    отключен* заблокирован* удален* niedostepne zablokowan* 停用 禁用 冻结 已注销 锁定 無効 停止
  `,
  sender: `
    sender senders mail_from mailfrom from_address envelope_from return_path sending_address
    envelope_sender sender_address from_header originator reverse_path return_address mittente absender
    absenderadresse emetteur expediteur remitente remetente отправител* 发件人 發件人 送信者 差出人
    indirizzo_mittente l_expediteur expediteur*
  `,
  client: `
    client ip ip_address host server sending_server connection connections mta your_ip sender_ip
    sending_ip network mail_server mailserver remote_host peer relay hosts @ip
  `,
  reject: `
    reject* refus* denied deny block* bounc* not_accepted not_allowed not_permitted declined disallowed
    prohibited forbidden unacceptable not_accept will_not_accept dropped discarded discard rifiutat*
    respint* abgelehnt verweigert abgewiesen rejet* rechaz* rejeitad* recusad* отклонен* отказ* filtered
    banned not_authorized not_authorised unauthorized 拒绝 拒收 拒絕 退回 拒否 被拒 non_permesso non_consentito
    non_consentita non_permessa nicht_erlaubt nicht_gestattet interdit interdite non_autorise
    non_autorisee no_permitido no_permitida denegada denegado не_разрешен*
  `,
  fail: `
    fail* invalid incorrect wrong bad rejected denied unsuccessful not_accepted error not_valid not_pass
    did_not_pass does_not_pass not_aligned unauthorized not_authorized unauthenticated mismatch*
    permfail softfail hardfail hard_fail none missing violat* violation not_permitted not_allowed no
    fallit* errat* non_valid* fehlgeschlagen falsch echec echou* fallo* fallid* incorrect* falhou
    неверн* ошибка 失败 错误 失敗 not_match* incorrecte incorrecto incorrecta ungultig falsches errata errato
  `,
  spam: `
    spam spamlike spammy unsolicited junk junkmail ube uce bulk spambot spamassassin spamtrap anti_spam
    antispam phishing phish scam indesiderat* unerwunscht* pourriel indesirable* correo_no_deseado спам*
    спамом 垃圾 垃圾邮件 迷惑メール スパム spamdetect*
  `,
  message: `
    message messages mail email e_mail content contents letter mails emails messaggio nachricht mensaje
    mensagem courrier correo сообщени* письм* 邮件 郵件 メッセージ メール header headers body
  `,
  blocklist: `
    spamhaus sorbs spamcop barracudacentral uceprotect njabl invaluement psbl cbl abuseat senderscore
    dnsbl dnsbls rbl rbls dnswl blocklist block_list blocklists blacklist black_list blacklists sbl xbl
    pbl css blocklisted blacklisted black_listed block_listed realtime_blackhole blackhole mailspike
    nixspam manitu backscatterer surriel cloudmark trustedsource cidr_blocklist denylist deny_list
    spamrats hostkarma junkemailfilter truncate sendersco bruknet lashback fiveten dsbl ordb mail_abuse
    gbudb swinog wpbl anonmails efnetrbl dronebl blocklist_de fabel spfbl abusix zen blackliste
    sperrliste lista_nera liste_noire lista_negra черн*_список 黑名单 黑名單 ブラックリスト черном_списке
    черный_список auf_der_sperrliste
  `,
  urlList: `
    uribl surbl dbl url_blacklist uri_blacklist ivmuri urlblacklist uriblacklist url_block_list
  `,
  rate: `
    rate too_many too_much too_fast too_quickly too_frequent* frequency throttl* rate_limit* ratelimit*
    exceeded_the_maximum troppi troppe zu_viele trop_de demasiad* excessive excessively слишком_много
    limit_exceeded exceeds_the_limit 频率 过多 超过 frequency_limited troppe_connessioni massimo_di_messaggi
    trop_nombreux limite_de_mensajes limite_d_envoi limite_di_invio слишком_много_писем
    zu_viele_nachrichten zuviele_nachrichten troppi_messaggi
  `,
  attachment: `
    attachment attachments attached attached_file allegat* anhang piece_jointe adjunto anexo вложени* 附件
    添付 filename file_type executable file_extension extension_exe fichier_joint fichiers_joints anhange
    anhaenge
  `,
  virus: `
    virus viruses malware trojan worm infected infetto virenverdacht вирус* 病毒 ウイルス ウィルス eicar
    clamav ransomware malicious macro infected_with
  `,
  auth: `
    authentication auth authenticate login log_in logon credentials password sasl smtp_auth username
    smtpauth autenticazione anmeldung authentification autenticacion autenticacao аутентификац*
    авторизац* пароль 认证 验证 登录 認証 passwort kennwort mot_de_passe nom_d_utilisateur contrasena senha
    nome_utente benutzername
  `,
  require: `
    require* must needed need necessary mandatory please first only obligatoire erforderlich richiest*
    necessari* requerid* requise notwendig требуется 需要 请 必要
  `,
  reputation: `
    reputation senderbase senderscore sender_score trustedsource ip_reputation sender_reputation
    reputazione reputacion репутац* 信誉 poor_reputation bad_reputation low_reputation
  `,
  ptr: `
    ptr reverse_dns rdns reverse_lookup reverse_hostname reverse_name ptr_record reverse_dns_lookup
    reverse_mapping reverse fcrdns in_addr_arpa addr_arpa rdns_record dns_reverso reverse_host
    ip_name_lookup dns_inverso inverse_dns ptr_eintrag rdns_name ptr_names enregistrement_ptr record_ptr
    registro_ptr
  `,
  later: `
    try_again try_later retry later temporar* temporary tempfail* deferred riprova* piu_tardi spater
    plus_tard mas_tarde mais_tarde позже temporarily again_later 稍后 稍後 後で momentarily vorubergehend
  `,
  down: `
    unavailable not_available down busy overloaded out_of_service offline shutting_down insufficient
    too_busy not_responding exhausted lack_of error failure failed problem trouble not_accepting overload
    crashed unreachable 繁忙 indisponib* non_disponibile nicht_verfugbar
  `,
  system: `
    system server service internal resources resource local configuration database ldap mysql backend
    system_load smtp_service daemon policy_service milter lookup queue_file spool mail_server servizio
    dienst serveur servidor 系统 服务器 サーバ processing mailserver storage_system disk
    relay_access_table virtual_alias content_filter antivirus
  `,
} as const satisfies Vocabulary;
